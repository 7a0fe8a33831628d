/** A proposal, its roll, objections to it, and the announcement. */
import { expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { decisionDecider } from './decision.decider.ts'
import {
  announced,
  announcing,
  CALENDAR,
  covenant,
  D,
  handed,
  lamp,
  march,
  opened,
  proposed,
  proposeFacts,
  proposing,
  ROLL,
} from './decision.fixture.ts'
import { DecisionAnnounced, RollObjected, RollObjectionSettled, type VoteEvent } from './events.ts'

const after = (...events: readonly VoteEvent[]) => given(decisionDecider, ...events)

test('a proposal freezes the rule and the roll of its day; sent again it adds nothing', () => {
  after()
    .when(proposing(), proposeFacts())
    .then(...proposed)
  after(...proposed)
    .when(proposing(), proposeFacts())
    .nothing()
})

test.each([
  ['on a demand that is none here', {}, { demandStands: false }, 'decision-demand-unfit'],
  ['without a rule', {}, { rule: null }, 'decision-no-rule'],
  ['for nobody', {}, { units: [] }, 'roll-empty'],
  ['for too many', {}, { units: Array.from({ length: 3_001 }, () => ROLL[0] ?? never()) }, 'roll-too-large'],
  [
    'where no floor area is known',
    {},
    { units: ROLL.map((unit) => ({ ...unit, floorArea: null, floorAreaSource: null })) },
    'roll-no-floor-area',
  ],
  ['with two items of one id', { items: [lamp, lamp] }, {}, 'decision-items-alike'],
  [
    'of one building that would choose a manager for all',
    {
      scope: { kind: 'building' as const, buildingId: 'b1' },
      items: [
        {
          ...lamp,
          matter: 'manager' as const,
          effect: { kind: 'manager' as const, mode: 'service-centre' as const, operatorId: 'o1' },
        },
      ],
    },
    {},
    'decision-effect-needs-compound',
  ],
  ['whose matter cannot bring that about', { items: [{ ...lamp, matter: 'other' }] }, {}, 'decision-effect-unfit'],
  ['that names nobody known', {}, { unknownItemIds: ['lamp'] }, 'decision-effect-unknown'],
  ['in a group that is not there', { items: [{ ...lamp, groupId: 'g' }] }, {}, 'decision-group-unknown'],
  [
    'for more seats than candidates',
    { items: [{ ...covenant, groupId: 'g' }], groups: [{ groupId: 'g', title: '委员', seats: 2 }] },
    {},
    'decision-group-empty',
  ],
] as const)('nothing is proposed %s', (_, change, facts, code) => {
  after()
    .when(proposing(change as never), proposeFacts(facts as never))
    .rejected(code)
})
function never(): never {
  throw new Error('the roll is empty')
}

test('every other step needs a decision', () => {
  after().when(announcing).rejected('decision-unknown')
})

const objecting = {
  type: 'ObjectToRoll',
  ...D,
  objectionId: 'o1',
  unitId: 'u301',
  text: '301 是我的，房产证在手。',
  file: null,
  today: march(5),
} as const
const objected = RollObjected({ ...D, objectionId: 'o1', unitId: 'u301', text: objecting.text, file: null })

test('the roll can be objected to until its day, also before the announcement', () => {
  after(...proposed)
    .when(objecting)
    .then(objected)
  after(...announced)
    .when({ ...objecting, today: CALENDAR.objectionsUntil })
    .then(objected)
  after(...announced, objected)
    .when(objecting)
    .nothing()
  after(...announced)
    .when({ ...objecting, today: march(9) })
    .rejected('objection-too-late', { until: march(8) })
  after(...announced)
    .when({ ...objecting, unitId: 'u999' })
    .rejected('roll-unit-unknown')
  after(...opened)
    .when(objecting)
    .rejected('decision-wrong-status')
})

const settling = {
  type: 'SettleObjection',
  ...D,
  objectionId: 'o1',
  outcome: 'upheld',
  reason: '房产证已核对。',
  unitIds: ['u301'],
} as const
/** In the register Ai owns 301 by now. */
const fresh = {
  for: 'SettleObjection',
  units: ROLL.map((unit) =>
    unit.unitId === 'u301' ? { ...unit, ownerIds: ['ai'], standing: 'checked' as const } : unit,
  ),
} as const

test('an objection that is upheld corrects the roll from the register, and who is one head with whom', () => {
  const { units } = fresh
  const corrected = { ...units[3], voterId: 'u101' } as (typeof units)[number]
  const settled = RollObjectionSettled({
    ...D,
    objectionId: 'o1',
    outcome: 'upheld',
    reason: settling.reason,
    units: [corrected],
  })
  after(...announced, objected)
    .when(settling, fresh)
    .then(settled)
  const { state } = after(...announced, objected, settled)
  expect([...(state?.heads.keys() ?? [])]).toEqual(['u101', 'u201', 'u401'])
  expect(state?.heads.get('u101')?.units.map(({ unitId }) => unitId)).toEqual(['u101', 'u102', 'u301'])
  after(...announced, objected, settled)
    .when(settling, fresh)
    .nothing()
  after(...announced, objected, settled)
    .when({ ...settling, outcome: 'dismissed' }, fresh)
    .rejected('objection-settled-otherwise')
})

test('what was given to a head is no longer given when others own it', () => {
  const others = { ...ROLL[2], ownerIds: ['eve'] } as (typeof ROLL)[number]
  const settled = RollObjectionSettled({
    ...D,
    objectionId: 'o1',
    outcome: 'upheld',
    reason: '已卖出',
    units: [others],
  })
  const { state } = after(...announced, objected, handed('u101'), handed('u201'), settled)
  expect(state?.heads.get('u201')?.delivery).toBeNull()
  expect(state?.heads.get('u101')?.delivery).not.toBeNull()
})

test('an objection that is dismissed changes nothing on the roll; one that is none cannot be settled', () => {
  after(...announced, objected)
    .when({ ...settling, outcome: 'dismissed' }, fresh)
    .then(RollObjectionSettled({ ...D, objectionId: 'o1', outcome: 'dismissed', reason: settling.reason, units: [] }))
  after(...announced)
    .when(settling, fresh)
    .rejected('objection-unknown')
  after(...announced, objected)
    .when({ ...settling, unitIds: ['u999'] }, fresh)
    .rejected('roll-unit-unknown')
})

test('it is announced with every length that the rule asks for, each at its edge', () => {
  after(...proposed)
    .when(announcing)
    .then(DecisionAnnounced({ ...D, announcedOn: '2026-03-01', ...CALENDAR }))
  after(...announced)
    .when(announcing)
    .nothing()
  const edge = { ...announcing, objectionsUntil: march(8), opensOn: march(16), closesOn: march(20) }
  after(...proposed)
    .when(edge)
    .then(DecisionAnnounced({ ...D, announcedOn: march(1), ...CALENDAR, ...days(edge) }))
  const latest = { ...announcing, closesOn: '2026-05-15' }
  after(...proposed)
    .when(latest)
    .then(DecisionAnnounced({ ...D, announcedOn: march(1), ...CALENDAR, ...days(latest) }))
})
const days = ({
  objectionsUntil,
  opensOn,
  closesOn,
}: {
  objectionsUntil: string
  opensOn: string
  closesOn: string
}) => ({
  objectionsUntil,
  opensOn,
  closesOn,
})

test.each([
  ['objections end a day early', { objectionsUntil: march(7) }, 'objection-time-short', { earliest: march(8) }],
  ['the voting opens a day early', { opensOn: march(15) }, 'notice-too-short', { days: 15, earliest: march(16) }],
  ['objections run into the voting', { objectionsUntil: march(17) }, 'objection-time-long', { opensOn: march(17) }],
  ['the window is a day short', { closesOn: march(20) }, 'window-too-short', { days: 5, earliest: march(21) }],
  ['the window is a day long', { closesOn: '2026-05-16' }, 'window-too-long', { days: 60, latest: '2026-05-15' }],
])('it is not announced when %s', (_, change, code, params) => {
  after(...proposed)
    .when({ ...announcing, ...change })
    .rejected(code, params)
})

test('once announced, nothing of it can be announced otherwise', () => {
  after(...announced)
    .when({ ...announcing, closesOn: march(24) })
    .rejected('decision-wrong-status')
})

test('a meeting may be of one day', () => {
  const meeting = decisionDecider.decide(proposing({ form: 'meeting' }), null, proposeFacts())
  const day = { ...announcing, closesOn: CALENDAR.opensOn }
  after(...meeting)
    .when(day)
    .then(DecisionAnnounced({ ...D, announcedOn: march(1), ...CALENDAR, ...days(day) }))
})
