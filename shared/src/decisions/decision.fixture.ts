/**
 * A decision of five doors, told in events: Ai owns 101 and 102, Bo and Cai own 201 together, nobody is recorded for 301,
 * Dan's right to 401 was never checked. Proposed on 1 March, announced the same day, open from the 17th to the 23rd.
 */
import { SEALED_BALLOT_LENGTH } from './ballot-length.ts'
import type {
  CastOnScreen,
  CounterFacts,
  CountFacts,
  DecisionCommand,
  Propose,
  ProposeFacts,
  ReceivePaper,
} from './decision.commands.ts'
import {
  BallotDelivered,
  BallotKeyMade,
  BallotKeyReleased,
  BallotUndeliverable,
  CountersNamed,
  DecisionAnnounced,
  DecisionProposed,
  NoticePosted,
  PaperBallotEntered,
  PaperBallotReceived,
  RollFrozen,
  ScreenBallotCast,
  type VoteEvent,
  VotingClosed,
  VotingOpened,
} from './events.ts'
import type { Item, Marks } from './items.ts'
import type { RollUnit } from './roll.events.ts'
import { defaultVotingRule } from './rules/default-rule.ts'

export const D = { decisionId: 'd1' } as const
export const PROPOSED_ON = '2026-03-01'
export const CALENDAR = {
  objectionsUntil: '2026-03-08',
  opensOn: '2026-03-17',
  closesOn: '2026-03-23',
  place: null,
} as const
/** Noon in Shanghai of a day in March. */
export const noon = (day: number) => `2026-03-${String(day).padStart(2, '0')}T04:00:00.000Z`
export const march = (day: number) => noon(day).slice(0, 10)
export const FILE = 'a'.repeat(64)
/** No hash, but of its form, and another one for each code. */
export const hashOf = (code: string) =>
  [...code]
    .map((sign) => sign.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
export const SEALED = 'A'.repeat(SEALED_BALLOT_LENGTH)

const unit = (unitId: string, voterId: string, ownerIds: string[], standing: RollUnit['standing']): RollUnit => ({
  unitId,
  voterId,
  ownerIds,
  standing,
  floorArea: 10_000,
  floorAreaSource: 'registry',
})
export const ROLL: readonly RollUnit[] = [
  unit('u101', 'u101', ['ai'], 'checked'),
  unit('u102', 'u101', ['ai'], 'checked'),
  unit('u201', 'u201', ['bo', 'cai'], 'checked'),
  unit('u301', 'u301', [], 'unknown'),
  unit('u401', 'u401', ['dan'], 'unchecked'),
]
export const VOTERS = ['u101', 'u201', 'u301', 'u401'] as const

export const lamp: Item = {
  itemId: 'lamp',
  matter: 'fund-use',
  title: '更换楼道灯',
  text: '更换全部楼道灯，动用维修资金。',
  effect: { kind: 'fund-use', purpose: '更换楼道灯', budgetFen: 120_000, requestId: null, contractor: null },
  groupId: null,
}
export const covenant: Item = {
  itemId: 'covenant',
  matter: 'management-covenant',
  title: '修改管理规约',
  text: '楼道不得堆物。',
  effect: null,
  groupId: null,
}
export const PROPOSAL: Omit<Propose, 'type'> = {
  ...D,
  compoundId: 'c1',
  title: '楼道灯和管理规约',
  reason: '楼道灯大半不亮。',
  form: 'written',
  scope: { kind: 'compound' },
  items: [lamp, covenant],
  groups: [],
  calledBy: { kind: 'committee' },
  today: PROPOSED_ON,
}
export const proposing = (change: Partial<Propose> = {}): Propose => ({ type: 'Propose', ...PROPOSAL, ...change })
export const proposeFacts = (change: Partial<ProposeFacts> = {}): ProposeFacts => ({
  for: 'Propose',
  rule: defaultVotingRule,
  procedure: null,
  units: ROLL,
  unknownItemIds: [],
  demandStands: true,
  ...change,
})

const { today: _, ...proposal } = PROPOSAL
export const proposed: readonly VoteEvent[] = [
  DecisionProposed({
    ...proposal,
    items: [...PROPOSAL.items],
    groups: [],
    rule: defaultVotingRule,
    procedure: null,
    proposedOn: PROPOSED_ON,
  }),
  RollFrozen({ ...D, on: PROPOSED_ON, units: [...ROLL] }),
]
export const announced: readonly VoteEvent[] = [
  ...proposed,
  DecisionAnnounced({ ...D, announcedOn: PROPOSED_ON, ...CALENDAR }),
]
export const named = CountersNamed({ ...D, counterIds: ['k1', 'k2', 'k3'] })
export const keyMade = BallotKeyMade({ ...D, publicKey: 'UEs=', shareHashes: [FILE, 'b'.repeat(64), 'c'.repeat(64)] })
export const posted = NoticePosted({
  ...D,
  postingId: 'hung',
  what: 'undeliverable',
  place: '1栋楼下公告栏',
  postedOn: '2026-03-10',
  files: [FILE],
})
export const handed = (voterId: string, change: Partial<Parameters<typeof BallotDelivered>[0]> = {}) =>
  BallotDelivered({
    ...D,
    voterId,
    how: 'handed-over',
    toPersonId: null,
    check: null,
    codeHash: hashOf(voterId),
    files: [],
    ...change,
  })
const prepared: readonly VoteEvent[] = [
  ...announced,
  named,
  keyMade,
  posted,
  handed('u101'),
  handed('u201'),
  BallotUndeliverable({ ...D, voterId: 'u301', reason: '长期空置，联系不上', postingId: 'hung' }),
]
/** All but one: Dan was not delivered to. */
export const almostReady = prepared
export const ready: readonly VoteEvent[] = [...prepared, handed('u401', { codeHash: null })]
export const opened: readonly VoteEvent[] = [...ready, VotingOpened(D)]

export const cast = (ballotId: string, voterId: string, personId: string) =>
  ScreenBallotCast({
    ...D,
    ballotId,
    receiptNumber: `SCREEN-${ballotId.toUpperCase()}`,
    voterId,
    personId,
    proxyId: null,
    sealed: SEALED,
    castAt: noon(18),
  })
export const received = (ballotId: string, voterId: string) =>
  PaperBallotReceived({
    ...D,
    ballotId,
    receiptNumber: `PAPER-${ballotId.toUpperCase()}`,
    voterId,
    proxyId: null,
    receivedAt: noon(19),
  })
export const closed = VotingClosed({ ...D, closedAt: '2026-03-23T16:00:00.000Z' })
export const released = BallotKeyReleased({ ...D, secretKey: 'U0s=' })
export const marks = (lampMark: Marks[number]['mark'], covenantMark: Marks[number]['mark'] = 'abstain'): Marks => [
  { itemId: 'lamp', mark: lampMark },
  { itemId: 'covenant', mark: covenantMark },
]
export const entered = (ballotId: string, counterId: string, said: Marks | null = marks('yes')) =>
  PaperBallotEntered({ ...D, ballotId, counterId, marks: said, invalidReason: said ? null : '未签名' })

export const casting = (change: Partial<CastOnScreen> = {}): CastOnScreen => ({
  type: 'CastOnScreen',
  ...D,
  ballotId: 'b1',
  receiptNumber: '1111-2222-3333-4',
  voterId: 'u101',
  personId: 'ai',
  proxyId: null,
  codeHash: hashOf('u101'),
  sealed: SEALED,
  at: noon(18),
  ...change,
})
export const receiving = (change: Partial<ReceivePaper> = {}): ReceivePaper => ({
  type: 'ReceivePaper',
  ...D,
  ballotId: 'p1',
  receiptNumber: '5555-6666-7777-8',
  voterId: 'u301',
  proxyId: null,
  at: noon(18),
  ...change,
})
export const nobodyUnfit: CounterFacts = { for: 'NameCounters', unknownIds: [], administratorIds: [], managerIds: [] }
export const openedAs = (all: Readonly<Record<string, Marks | null>> = {}): CountFacts => ({
  for: 'CountVotes',
  opened: new Map(Object.entries(all)),
})
export const counting = { type: 'CountVotes', ...D, countedBy: ['k1', 'k2'], minutes: [], today: march(24) } as const
export const announcing = { type: 'Announce', ...D, today: PROPOSED_ON, ...CALENDAR } as const satisfies DecisionCommand
