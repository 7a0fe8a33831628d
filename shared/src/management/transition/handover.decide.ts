/** Decisions about the handover list: what is recorded of each thing, and who signs it. */
import type { Rejected } from '@changxin/shared/kernel'
import type { RecordHandover, SignHandover } from './commands.ts'
import { reject } from './errors.ts'
import { type HandoverItem, HandoverRecorded, HandoverSigned, type TransitionEvent } from './events.ts'
import { requirePossible } from './guards.ts'
import { handoverRows } from './handover-items.ts'
import type { Transition, TransitionState } from './transition.state.ts'

type Events = readonly TransitionEvent[]

export function recordHandover(command: RecordHandover, current: Transition, state: TransitionState): Events {
  const { compoundId, items, today } = command
  requirePossible('handover', state, today)
  for (const [index, item] of items.entries()) requireWhole(item, `items[${index}]`)
  const changed = items.filter((item) => !isSame(current.items[item.key], item))
  const { transitionId } = current
  return changed.length === 0 ? [] : [HandoverRecorded({ transitionId, compoundId, items: changed.map(stored) })]
}

const stored = (item: HandoverItem): HandoverItem => ({ ...item, files: [...item.files] })
const contentOf = ({ state, count, amountFen, how, note, files }: HandoverItem) =>
  JSON.stringify([state, count, amountFen, how, note, files])
const isSame = (was: HandoverItem | undefined, is: HandoverItem) =>
  was !== undefined && contentOf(was) === contentOf(is)

/** What is not there is told, money is counted, and that personal data is gone is proven (PIPL art. 21). */
function requireWhole(item: HandoverItem, field: string): void {
  const { key, state, amountFen, how, note, files } = item
  const { words, measure } = handoverRows[key]
  const refuse = (code: 'handover-needs-note' | 'handover-needs-amount', name: string): Rejected =>
    reject(code, { field: `${field}.${name}`, item: key, itemZh: words.zh, itemEn: words.en })
  if ((state === 'missing' || state === 'refused') && !note?.trim()) throw refuse('handover-needs-note', 'note')
  if (state !== 'handed-over') return
  if (measure === 'fen' && amountFen === null) throw refuse('handover-needs-amount', 'amountFen')
  if (measure === 'how' && (how === null || files.length === 0))
    throw reject('handover-needs-data-proof', { field: `${field}.${how === null ? 'how' : 'files'}` })
}

export function signHandover(command: SignHandover, current: Transition, state: TransitionState): Events {
  const { compoundId, side, signedOn, files, today } = command
  if (current.signed[side] === signedOn) return []
  requirePossible('sign-handover', state, today)
  if (signedOn > today) throw reject('transition-day-ahead', { field: 'signedOn', day: signedOn })
  if (files.length === 0) throw reject('handover-needs-paper', { field: 'files' })
  return [HandoverSigned({ transitionId: current.transitionId, compoundId, side, signedOn, files: [...files] })]
}
