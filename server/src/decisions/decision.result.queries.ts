/** After the closing: paper for the counters, the result, and everything to count again. */
import {
  type Ballot,
  type DecisionCore,
  effectIdOf,
  type PaperBallot,
  type PaperRow,
  type PaperView,
  paperStateOf,
  type RecountView,
  type ResultView,
  rollUnitsOf,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { nameOf } from '../people/index.ts'
import { ballotsIn, coreOf, headsIn, tallyIn } from './decision.rows.ts'
import { itemViewOf, publishedOf } from './decision.view.queries.ts'
import { effectsIn } from './effects/effects.process.ts'

const isPaper = (ballot: Ballot): ballot is PaperBallot => ballot.kind === 'paper'

/** Each counter sees the own entry; both are seen only where they differ. */
export function viewPaper({ read, principal }: QueryContext, decisionId: string): z.output<typeof PaperView> {
  const me = principal?.personId
  const rows = [...ballotsIn(read, decisionId).values()].filter(isPaper).map((ballot): PaperRow => {
    const { ballotId, receiptNumber, receivedAt, entries, settled } = ballot
    const state = paperStateOf(ballot)
    const mine = entries.find(({ counterId }) => counterId === me)
    return {
      ...{ ballotId, receiptNumber, receivedAt, state },
      enteredBy: entries.map(({ counterId }) => ({
        counterId,
        name: nameOf(read, counterId),
        isMe: counterId === me,
      })),
      mine: mine ? { marks: mine.marks, invalidReason: mine.invalidReason } : null,
      entries:
        state === 'differs' ? entries.map((entry) => ({ ...withoutIds(entry), counterId: entry.counterId })) : null,
      settled: settled && { ...withoutIds(settled), reason: settled.reason },
    }
  })
  return { items: rows, done: tallyIn(read, decisionId).tally.paperDone }
}
const withoutIds = ({ marks, invalidReason }: Pick<PaperBallot['entries'][number], 'marks' | 'invalidReason'>) => ({
  marks,
  invalidReason,
})

/** Null before the count. */
export function viewResult({ read }: QueryContext, decisionId: string): z.output<typeof ResultView> | null {
  const core = coreOf(read, decisionId)
  const counted = core?.counted
  if (!core || !counted) return null
  const { rule, procedure, groups } = core
  return {
    ...{ rule, procedure, groups, countedOn: counted.countedOn, publishBy: counted.publishBy },
    resultOverdue: core.resultOverdue,
    published: publishedOf(core),
    items: counted.items.flatMap((count) => {
      const item = core.items.find(({ itemId }) => itemId === count.itemId)
      return item ? { ...itemViewOf(read, item, rule), count } : []
    }),
    voidBallots: counted.voidBallotIds.length,
    countedBy: counted.countedBy.map((personId) => ({ personId, name: nameOf(read, personId) })),
    minutes: counted.minutes,
    effects: effectsIn(read, decisionId).map((row) => ({
      itemId: row.item_id,
      type: row.type,
      occurredAt: row.done_at,
      stream: row.done_at && `effect-${effectIdOf(decisionId, row.item_id)}`,
    })),
  }
}

type RecountBallot = z.output<typeof RecountView>['ballots'][number]
function recountBallot(ballot: Ballot): RecountBallot {
  const { ballotId, receiptNumber, voterId } = ballot
  if (ballot.kind === 'screen') return { kind: 'screen', ballotId, receiptNumber, voterId, sealed: ballot.sealed }
  const said = ballot.settled ?? ballot.entries[0]
  return {
    ...{ kind: 'paper', ballotId, receiptNumber, voterId },
    marks: said?.marks ?? null,
    invalidReason: said?.invalidReason ?? null,
  }
}

/** Null before the count: how anybody voted is shown to nobody before it. */
export function viewRecount({ read }: QueryContext, decisionId: string): z.output<typeof RecountView> | null {
  const core: DecisionCore | null = coreOf(read, decisionId)
  if (!core?.counted) return null
  const { key, secretKey, rule, procedure, items, groups, counted } = core
  return {
    ...{ decisionId, publicKey: key?.publicKey ?? null, secretKey, rule, procedure, items, groups },
    roll: rollUnitsOf(headsIn(read, decisionId)).map(({ ownerIds: _, ...unit }) => unit),
    ballots: [...ballotsIn(read, decisionId).values()].map(recountBallot),
    counts: counted.items,
    voidBallotIds: counted.voidBallotIds,
  }
}
