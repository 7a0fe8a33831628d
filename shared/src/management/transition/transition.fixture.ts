/** Sentences that stories about transitions are made of. For tests. */
import { fold } from '@changxin/shared/kernel'
import { storyOf } from '../../../../test/kit/story.ts'
import { managementErrors } from '../errors.ts'
import type { Mode } from '../events.ts'
import {
  type ManagementCommand,
  type ManagementEvent,
  type ManagementFacts,
  managementDecider,
} from '../management.decider.ts'
import { intervalsOf } from '../mode-history.ts'
import type { Proposal, TransitionCommand } from './commands.ts'
import { transitionErrors } from './errors.ts'
import type { HandoverItem } from './events.ts'
import { HandoverKey, handoverRows } from './handover-items.ts'

export const TODAY = '2026-03-01'
export const PAPER = 'a'.repeat(64)
export const ground = { kind: 'contract', text: '物业服务合同 2026-01', file: null } as const

export const proposal: Proposal = { mode: 'service-centre', operatorId: 'centre', plannedOn: null }
const KINDS: Readonly<Record<string, Mode>> = {
  company: 'property-company',
  centre: 'service-centre',
  group: 'self-governance',
}
/** Operators as they are registered. */
export const factsOf = (command: {
  readonly operatorId?: string | null
  readonly proposal?: Proposal | null
}): ManagementFacts => {
  const kind = KINDS[command.operatorId ?? command.proposal?.operatorId ?? '']
  return { operator: kind ? { kind } : null, rules: [] }
}

type Details<Command = TransitionCommand> = Command extends TransitionCommand
  ? Omit<Command, 'compoundId' | 'today'>
  : never
export const on = (today: string, details: Details): TransitionCommand =>
  ({ compoundId: 'c1', today, ...details }) as TransitionCommand
export const now = (details: Details) => on(TODAY, details)

/** A company since 2024. */
export const adopted: ManagementCommand = {
  type: 'AdoptMode',
  adoptionId: 'a1',
  compoundId: 'c1',
  mode: 'property-company',
  since: '2024-01-01',
  operatorId: 'company',
  ground,
  today: TODAY,
}
export const opened = now({
  type: 'OpenTransition',
  transitionId: 't1',
  reason: 'owners-dismiss',
  text: '业主不满意',
  files: [],
  proposal,
})
export const decided = now({
  type: 'DecideTransition',
  mode: 'service-centre',
  operatorId: 'centre',
  ground: { kind: 'decision', text: '业主大会决定', file: null },
  decidedOn: TODAY,
  until: null,
})
export const noticed = now({
  type: 'GiveNotice',
  kind: 'dismissal',
  givenOn: TODAY,
  days: null,
  text: null,
  files: [PAPER],
})
/** Sixty days from the notice. */
export const EARLIEST = '2026-04-30'

export const item = (key: HandoverKey, change: Partial<HandoverItem> = {}): HandoverItem => {
  const { measure } = handoverRows[key]
  return {
    key,
    state: 'handed-over',
    count: measure === 'count' ? 3 : null,
    amountFen: measure === 'fen' ? 1_200 : null,
    how: measure === 'how' ? 'returned' : null,
    note: null,
    files: measure === 'how' ? [PAPER] : [],
    ...change,
  }
}
export const listed = now({ type: 'RecordHandover', items: HandoverKey.options.map((key) => item(key)) })
export const signed = (side: 'old' | 'new') => now({ type: 'SignHandover', side, signedOn: TODAY, files: [PAPER] })
export const takenOver = (day = EARLIEST, today = day) => on(today, { type: 'TakeOver', adoptionId: 'a2', on: day })
export const skip = (
  step: 'proposal' | 'decision' | 'notice' | 'handover' | 'check',
  because = '原物业已撤离，无人可通知',
) => now({ type: 'SkipStep', step, ground: because, files: [] })

/** Everything up to the day of taking over, in order. */
export const story = [adopted, opened, decided, noticed, listed, signed('old'), signed('new')] as const

/** What the commands leave in the log; each of them is taken. */
export function told(...commands: readonly ManagementCommand[]): ManagementEvent[] {
  const events: ManagementEvent[] = []
  let state = managementDecider.initial
  for (const command of commands) {
    for (const event of managementDecider.decide(command, state, factsOf(command as never))) {
      events.push(event)
      state = managementDecider.evolve(state, event)
    }
  }
  return events
}

const spec = storyOf(managementDecider, { ...managementErrors.entries, ...transitionErrors.entries })
/** Given what these commands left in the log, when this one comes. */
export const after =
  (...commands: readonly ManagementCommand[]) =>
  (command: ManagementCommand) =>
    spec(...told(...commands)).when(command, factsOf(command as never))
export const stateAfter = (...commands: readonly ManagementCommand[]) => fold(managementDecider, told(...commands))
export const spans = (...commands: readonly ManagementCommand[]) =>
  intervalsOf(stateAfter(...commands).adoptions).map(({ mode, since, until }) => [mode, since, until])
