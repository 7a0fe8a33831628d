/** The stories of a compound's transitions, told from their events: as known now, or as it was known on a past day. */
import type { Day, Instant } from '@changxin/shared/kernel'
import {
  evolveTransition,
  noTransition,
  Side,
  type StepView,
  stepStatus,
  type Transition,
  type TransitionEvent,
  type TransitionRule,
  type TransitionState,
  type TransitionStory,
  takeOverDueOn,
} from '@changxin/shared/management'
import { handedOverWith } from '../../maintenance/index.ts'
import type { Read } from '../../views/views.ts'
import { operatorName } from '../management.reads.ts'

export interface StepRow {
  readonly transition_id: string
  readonly type: TransitionEvent['type']
  readonly occurred_at: Instant
  readonly actor_id: string
  readonly data: string
  readonly sample: number
}

interface Telling {
  readonly read: Read
  readonly rules: readonly TransitionRule[]
  /** Names of who did it are for those who oversee it. */
  readonly nameOf: (personId: string) => string
}

type DataOf<Type extends TransitionEvent['type']> = Extract<TransitionEvent, { type: Type }>['data']
type Told = ReturnType<typeof tellers>

/** Events by type: the first, the latest, all of them. */
function tellers(rows: readonly StepRow[], { nameOf }: Telling) {
  const of = <Type extends TransitionEvent['type']>(type: Type) =>
    rows
      .filter((row) => row.type === type)
      .map((row) => ({
        said: { at: row.occurred_at, by: nameOf(row.actor_id) },
        data: JSON.parse(row.data) as DataOf<Type>,
      }))
  return { of, last: <Type extends TransitionEvent['type']>(type: Type) => of(type).at(-1) }
}

/** Newest first. */
export function storiesOf(rows: readonly StepRow[], telling: Telling): TransitionStory[] {
  const grouped = Map.groupBy(
    rows.filter((row) => row.transition_id !== ''),
    (row) => row.transition_id,
  )
  return [...grouped.values()].map((events) => storyOf(events, telling)).reverse()
}

function stateOf(rows: readonly StepRow[]): { open: Transition; state: TransitionState } {
  let state = noTransition
  let open: Transition | null = null
  for (const { type, data } of rows) {
    state = evolveTransition(state, { type, data: JSON.parse(data) } as TransitionEvent)
    open = state.open ?? open
  }
  if (!open) throw new TypeError('a transition begins with its reason')
  return { open, state }
}

function storyOf(rows: readonly StepRow[], telling: Telling): TransitionStory {
  const { read, rules } = telling
  const told = tellers(rows, telling)
  const { open, state } = stateOf(rows)
  const [opened] = told.of('TransitionOpened')
  if (!opened) throw new TypeError('a transition begins with its reason')
  const named = <Manager extends { operatorId: string | null }>(manager: Manager) => ({
    ...manager,
    operatorName: manager.operatorId === null ? null : operatorName(read, manager.operatorId),
  })
  const { reason: kind, text, files } = opened.data
  const [proposal, decided, notice] = [
    told.last('TransitionProposed'),
    told.last('TransitionDecided'),
    told.last('NoticeGiven'),
  ]
  const [taken, checked, cancelled] = [
    told.last('ManagementTakenOver'),
    told.last('TransitionChecked'),
    told.last('TransitionCancelled'),
  ]
  const managerOf = ({ mode, operatorId }: Transition['from']) => named({ mode, operatorId })
  return {
    id: open.transitionId,
    status: statusOf(told, state),
    reason: { ...opened.said, kind, text, files },
    from: { ...managerOf(open.from), adoptionId: open.from.adoptionId },
    proposal: proposal
      ? {
          ...proposal.said,
          ...named({ mode: proposal.data.mode, operatorId: proposal.data.operatorId }),
          plannedOn: proposal.data.plannedOn,
        }
      : null,
    decided: decided ? { ...decided.said, ...decidedView(decided.data, named) } : null,
    notice: notice ? { ...notice.said, ...noticeView(notice.data, rules) } : null,
    items: itemsOf(told, open),
    signed: signedOf(told, open),
    skipped: told
      .of('TransitionStepSkipped')
      .map(({ said, data: { step, ground, files: papers } }) => ({ ...said, step, ground, files: papers })),
    takenOver: taken ? { ...taken.said, ...takenView(read, taken.data) } : null,
    checked: checked ? { ...checked.said, ...checkedView(checked.data) } : null,
    cancelled: cancelled
      ? { ...cancelled.said, reason: cancelled.data.reason, decision: cancelled.data.decision }
      : null,
    steps: stepsOf(told, open, state),
    sample: rows[0]?.sample === 1,
  }
}

function statusOf({ last }: Told, { unchecked }: TransitionState): TransitionStory['status'] {
  if (last('TransitionCancelled')) return 'cancelled'
  if (!last('ManagementTakenOver')) return 'open'
  return unchecked.length > 0 ? 'taken-over' : 'checked'
}

type Named = <Manager extends { operatorId: string | null }>(
  manager: Manager,
) => Manager & { operatorName: string | null }

function decidedView(
  { mode, operatorId, ground, decidedOn, decision, until }: DataOf<'TransitionDecided'>,
  named: Named,
) {
  return { ...named({ mode, operatorId }), ground, decidedOn, decision, until }
}

function noticeView(data: DataOf<'NoticeGiven'>, rules: readonly TransitionRule[]) {
  const { kind, givenOn, days, earliestOn, text, files, ruleId } = data
  return { kind, givenOn, days, earliestOn, text, files, rule: rules.find((rule) => rule.ruleId === ruleId) ?? null }
}

function takenView(read: Read, { on, adoptionId, checkDueOn }: DataOf<'ManagementTakenOver'>) {
  return { on, adoptionId, checkDueOn, requests: handedOverWith(read, adoptionId) }
}

function checkedView({ checkedOn, result, text, files }: DataOf<'TransitionChecked'>) {
  return { checkedOn, result, text, files }
}

/** What stands of each side: what was signed on the same day, before the list changed, is void. */
function signedOf({ of }: Told, { signed }: Transition): TransitionStory['signed'] {
  const papers = of('HandoverSigned')
  return Side.options.flatMap((side) => {
    const last = signed[side] === null ? undefined : papers.findLast(({ data }) => data.side === side)
    return last ? [{ ...last.said, side, signedOn: last.data.signedOn, files: last.data.files }] : []
  })
}

/** The latest of each thing, with who recorded it and when. */
function itemsOf({ of }: Told, { items }: Transition): TransitionStory['items'] {
  const recorded = of('HandoverRecorded')
  return Object.values(items).map((item) => {
    const by = recorded.findLast(({ data }) => data.items.some(({ key }) => key === item.key))
    return { ...item, at: by?.said.at ?? '', by: by?.said.by ?? '' }
  })
}

const DONE_BY = {
  reason: 'TransitionOpened',
  proposal: 'TransitionProposed',
  decision: 'TransitionDecided',
  notice: 'NoticeGiven',
  handover: 'HandoverSigned',
  'take-over': 'ManagementTakenOver',
  check: 'TransitionChecked',
} as const

function stepsOf(told: Told, open: Transition, state: TransitionState): StepView[] {
  const overdue = new Set(told.of('TransitionStepOverdue').map(({ data }) => `${data.step} ${data.dueOn}`))
  const skipped = new Map(
    told.of('TransitionStepSkipped').map(({ said, data }) => [data.step as string, { said, data }]),
  )
  const taken = told.last('ManagementTakenOver')
  const view = (step: StepView['step'], status: StepView['status'], dueOn: Day | null = null): StepView => {
    const done = status === 'done' ? told.last(DONE_BY[step])?.said : undefined
    const left = skipped.get(step)
    const said = done ?? left?.said
    const isLate = status === 'open' && dueOn !== null && overdue.has(`${step} ${dueOn}`)
    return {
      step,
      status: isLate ? 'overdue' : status,
      at: said?.at ?? null,
      by: said?.by ?? null,
      ground: left?.data.ground ?? null,
      dueOn,
    }
  }
  const before = (['proposal', 'decision', 'notice', 'handover'] as const).map((step) =>
    view(step, stepStatus(open, step)),
  )
  const checked = told.last('TransitionChecked') ? 'done' : skipped.has('check') ? 'skipped' : 'open'
  return [
    view('reason', 'done'),
    ...before,
    view('take-over', taken ? 'done' : 'open', taken?.data.on ?? takeOverDueOn(open)),
    view('check', checked, taken?.data.checkDueOn ?? state.unchecked[0]?.dueOn ?? null),
  ]
}
