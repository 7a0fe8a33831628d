/** The decision: what it records, when it says nothing, and what it asks of the repair fund. */
import { expect, test } from 'vitest'
import { refusalOf } from '../../../test/kit/decider-spec.ts'
import { essenceOf } from './liability.essence.ts'
import { FundUseProposed, LiabilityDecided } from './liability.events.ts'
import { accepted, decide, facts, INSIDE, leak, roof } from './liability.fixture.ts'
import { decideLiability } from './liability.ts'

const of = { requestId: 'r1', compoundId: 'c1' }
const ground = {
  code: 'fund-after-warranty',
  article: '民法典第二百八十一条、住宅专项维修资金管理办法第十八条',
} as const

test('the repair fund: the decision with the facts it used, and the proposal that the fund takes up', () => {
  const events = decideLiability(decide({ note: '两处开裂', estimateFen: 1_200_000 }), accepted, leak)
  expect(events).toEqual([
    LiabilityDecided({
      ...of,
      route: 'repair-fund',
      ground,
      party: null,
      missing: ['scale'],
      note: '两处开裂',
      estimateFen: 1_200_000,
      decidedFrom: {
        day: '2026-06-01',
        partId: 'roof',
        partKind: 'roof',
        acceptedOn: '2021-06-01',
        warranty: 'over',
        warrantyUntil: '2026-05-31',
        mode: 'property-company',
        operatorId: 'company',
        fundOpen: true,
        stated: [],
      },
    }),
    FundUseProposed({
      ...of,
      proposalId: 'p1',
      purpose: '顶楼漏水\n两处开裂',
      partId: 'roof',
      amountFen: 1_200_000,
      ground,
    }),
  ])
  for (const [index, definition] of [LiabilityDecided, FundUseProposed].entries())
    expect(definition.schema.parse(events[index]?.data)).toEqual(events[index]?.data)
})

test('no other route asks anything of the fund; a named party is no longer missing', () => {
  const claim = decide({ route: 'contractor', party: '某防水公司' })
  expect(decideLiability(claim, accepted, facts({ day: INSIDE }))).toMatchObject([
    { type: 'LiabilityDecided', data: { party: '某防水公司', missing: [], ground: { code: 'inside-warranty' } } },
  ])
  expect(decideLiability({ ...claim, party: null }, accepted, facts({ day: INSIDE }))).toMatchObject([
    { data: { party: null, missing: ['which-contractor'] } },
  ])
})

test('the same again is already so; another estimate, note, route or operator is a new decision', () => {
  const [first] = decideLiability(decide({ estimateFen: 100 }), accepted, leak)
  if (first?.type !== 'LiabilityDecided') throw new TypeError('nothing was decided')
  const state = { ...accepted, decided: essenceOf(first.data) }
  const again = (change: Parameters<typeof decide>[0], since = {}) =>
    decideLiability(decide({ estimateFen: 100, ...change }), state, facts(since)).map(({ type }) => type)
  expect(again({})).toEqual([])
  expect(again({}, { day: '2026-06-02' })).toEqual([])
  expect(again({ estimateFen: 200 })).toEqual(['LiabilityDecided', 'FundUseProposed'])
  expect(again({ note: '加一处' })).toEqual(['LiabilityDecided', 'FundUseProposed'])
  expect(again({}, { operatorId: 'other' })).toEqual(['LiabilityDecided', 'FundUseProposed'])
  expect(again({ route: 'unknown' })).toEqual(['LiabilityDecided'])
})

test('what is stated needs a note, is recorded, and changes the ground', () => {
  const damage = decide({ route: 'owner', stated: ['damaged'] })
  expect(refusalOf(() => decideLiability(damage, accepted, leak))).toMatchObject({
    code: 'liability-statement-needs-note',
    params: { field: 'note' },
  })
  expect(decideLiability({ ...damage, note: '3栋502装修时砸坏' }, accepted, leak)).toMatchObject([
    { data: { ground: { code: 'damaged' }, missing: [], decidedFrom: { stated: ['damaged'] } } },
  ])
})

test('a refused route is refused with what the register says', () => {
  const refusal = refusalOf(() => decideLiability(decide(), accepted, facts({ day: INSIDE })))
  expect(refusal).toMatchObject({ code: 'liability-fund-inside-warranty', params: { until: '2026-05-31' } })
})

test('only a utility or a contractor is named, and only while there is a matter', () => {
  const named = decide({ party: '某公司' })
  expect(refusalOf(() => decideLiability(named, accepted, leak)).code).toBe('liability-party-unneeded')
  for (const status of ['cancelled', 'rejected', 'merged'] as const)
    expect(refusalOf(() => decideLiability(decide(), { ...accepted, status }, leak)).code).toBe(
      'liability-request-ended',
    )
  const confirmed = decideLiability(decide(), { ...accepted, status: 'confirmed' }, leak)
  expect(confirmed, 'who pays is often settled after the work').toHaveLength(2)
})

test('a part of unknown warranty leaves the last day open', () => {
  const undated = { ...roof, acceptedOn: null, warrantyUntil: null }
  const said = decide({ stated: ['warranty-over'], note: '1985年建，未改造' })
  expect(decideLiability(said, accepted, facts({ part: undated }))).toMatchObject([
    { data: { decidedFrom: { warranty: 'over', warrantyUntil: null } } },
    { type: 'FundUseProposed' },
  ])
})
