/** A committee for the tests: its rule, a term of five, meetings. */
import { defaultParticipationRule } from '../participation/rule.ts'
import type { CommitteeFacts, RecordCommittee, SeatMember } from './committee.commands.ts'
import { CommitteeMeetingCalled, CommitteeTermBegun, MemberSeated } from './events.ts'

export const SCAN = 'a'.repeat(64)
export const rule = defaultParticipationRule
export const facts: CommitteeFacts = { rule, households: 240 }
export const of = { compoundId: 'c1', termId: 't1' }
export const FROM = '2024-06-01'
export const UNTIL = '2029-05-31'

export const begun = (seats = 5) =>
  CommitteeTermBegun({
    ...of,
    from: FROM,
    until: UNTIL,
    seats,
    households: 240,
    rule,
    ground: { kind: 'before-system', text: '2024 年业主大会选举', files: [SCAN] },
  })
export const seated = (n: number, change: Partial<Parameters<typeof MemberSeated>[0]> = {}) =>
  MemberSeated({ ...of, seatId: `s${n}`, personId: `p${n}`, from: FROM, won: null, ...change })
/** A committee of so many members. */
export const committeeOf = (members: number, seats = 5) => [
  begun(seats),
  ...Array.from({ length: members }, (_, index) => seated(index + 1)),
]

export const record = (members: number, change: Partial<RecordCommittee> = {}): RecordCommittee => ({
  type: 'RecordCommittee',
  ...of,
  from: FROM,
  until: UNTIL,
  seats: 5,
  members: Array.from({ length: members }, (_, index) => ({
    seatId: `s${index + 1}`,
    personId: `p${index + 1}`,
    from: FROM,
  })),
  text: '2024 年业主大会选举',
  files: [SCAN],
  today: '2026-03-01',
  ...change,
})

export const won = (n: number, change: Partial<SeatMember> = {}): SeatMember => ({
  type: 'SeatMember',
  compoundId: 'c1',
  termId: 't2',
  seatId: `w${n}`,
  personId: `q${n}`,
  decisionId: 'x1',
  itemId: `i${n}`,
  on: '2026-03-10',
  seats: 1,
  today: '2026-03-10',
  ...change,
})

export const called = CommitteeMeetingCalled({
  ...of,
  meetingId: 'm1',
  postedOn: '2026-03-01',
  meetsOn: '2026-03-08',
  place: '社区会议室',
  items: [
    { itemId: 'a1', title: '更换门禁' },
    { itemId: 'a2', title: '停车收费' },
  ],
  files: [],
})
