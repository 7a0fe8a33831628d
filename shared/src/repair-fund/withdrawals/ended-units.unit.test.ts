/** Units that were divided, joined or lost while works of the compound go on. */
import { describe, expect, test } from 'vitest'
import { AccountsClosed } from '../accounts/events.ts'
import { UnitAccountsOpened } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { AccountsRearranged } from '../ledger/money-events.ts'
import { bearingOf } from './bearing.ts'
import { AREAS, compoundId, contributed, facts, opened, plan, rich, story, unitsOf } from './withdrawals.fixture.ts'

const later = UnitAccountsOpened({
  compoundId,
  rows: ['u4', 'u5'].map((unitId) => ({ unitId, buildingId: 'b1' })),
})
const areas = { ...AREAS, u4: 1_000, u5: 3_000 }
/** u3 of 40 m² has become u4 and u5. */
const divided = [
  AccountsRearranged({
    ...{ compoundId, changeId: 'x', kind: 'split', on: '2026-02-01', reason: '分户' },
    from: [{ entryId: 'x-f1', unitId: 'u3', amountFen: 1_000_000 }],
    to: [
      { entryId: 'x-t1', unitId: 'u4', amountFen: 250_000 },
      { entryId: 'x-t2', unitId: 'u5', amountFen: 750_000 },
    ],
  }),
  AccountsClosed({
    ...{ compoundId, unitIds: ['u3'], on: '2026-02-01', because: 'split', reason: '分户' },
    successors: [
      { unitId: 'u4', weight: 1_000 },
      { unitId: 'u5', weight: 3_000 },
    ],
  }),
]
const now = { units: unitsOf(areas) }
const sharesOf = (fund: ReturnType<typeof story>) =>
  fund
    .state()
    .withdrawals.byId.get('w1')
    ?.groups.flatMap(({ units }) => units.map((each) => [each.unitId, each.amountFen]))

describe('works that are shared after a unit was divided', () => {
  test('are borne by what came of it', () => {
    const fund = story(opened, rich, later, ...divided)
    fund.plan()
    fund.submit()
    fund.post('w1', now)
    expect(sharesOf(fund)).toEqual([
      ['u1', 3_000],
      ['u2', 3_000],
      ['u4', 1_000],
      ['u5', 3_000],
    ])
  })
  test('also where the owners decided on the former unit by name', () => {
    const scope = { kind: 'units' as const, unitIds: ['u1', 'u3'] }
    const decided = { ...facts.authorised!, scope }
    const fund = story(opened, rich, later, ...divided)
    fund.plan('w1', { scope })
    fund.submit('w1', { authorised: decided })
    fund.post('w1', { ...now, authorised: decided })
    expect(sharesOf(fund)?.map(([unitId]) => unitId)).toEqual(['u1', 'u4', 'u5'])
  })
  test('its deposits still count for its building of sold public housing', () => {
    const housing = unitsOf(areas).map((unit) => ({ ...unit, book: 'public-housing' as const, depositedFen: 100 }))
    const ended = new Map([['u3', ['u4', 'u5']]])
    const [group] = bearingOf(plan, { units: housing, sellers: [], ended })
    expect(group?.ownersDepositedFen).toBe(500)
    expect(group?.units.map(({ unitId }) => unitId)).toEqual(['u1', 'u2', 'u4', 'u5'])
  })
})

describe('while a posted withdrawal counts on an account', () => {
  const split = {
    ...{ type: 'RearrangeAccounts', compoundId, today: '2026-03-09', changeId: 'x', kind: 'split', on: '2026-03-09' },
    ...{ reason: '分户', fromUnitIds: ['u3'], toUnitIds: ['u4', 'u5'] },
  } as FundCommand
  const lost = {
    ...{ type: 'RecordBuildingLoss', compoundId, today: '2026-03-09', lossId: 'l', buildingId: 'b1' },
    ...{ on: '2026-03-09', reason: '拆除', files: [] },
  } as FundCommand
  const close = { type: 'CloseAccount', compoundId, today: '2026-03-09', unitId: 'u3', reason: '拆除' } as FundCommand
  const run = (fund: ReturnType<typeof story>, command: FundCommand) =>
    fundDecider.decide(command, fund.state(), { floorAreas: new Map(Object.entries(areas)) })

  test.each([
    ['divided', split, contributed({ u1: 10_000, u2: 10_000, u3: 10_000 })],
    ['lost', lost, contributed({ u1: 10_000, u2: 10_000, u3: 10_000 })],
    ['closed', close, contributed({ u1: 10_000, u2: 10_000 })],
  ])('it is not %s, until the works are paid or called off', (_, command, money) => {
    const fund = story(opened, money, later)
    fund.posted()
    expect(fund.refusal(() => run(fund, command))).toBe('withdrawal-counts-on-account')
    fund.cancel()
    expect(run(fund, command).length).toBeGreaterThan(0)
  })
  test('nor after an advance, but once all is paid', () => {
    const fund = story(opened, rich, later)
    fund.posted()
    fund.advance(5_000)
    fund.approve()
    fund.pay()
    expect(fund.refusal(() => run(fund, split))).toBe('withdrawal-counts-on-account')
    fund.settle(10_000)
    fund.approve()
    fund.pay()
    expect(run(fund, split).map(({ type }) => type)).toEqual(['AccountsRearranged', 'AccountsClosed'])
  })
  test('what a closed account lacks is not covered from the pool', () => {
    const fund = story(opened, contributed({ u1: 10_000, u2: 10_000 }), later)
    fund.posted()
    fund.settle(10_000)
    fund.approve()
    fund.happened(
      AccountsClosed({
        ...{ compoundId, unitIds: ['u3'], on: '2026-03-08', because: 'other', reason: '旧账', successors: [] },
      }),
    )
    const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'clerk', distributionId: 'cover' }
    const cover = { type: 'CoverShortfall' as const, ...of, decisionId: 'd9', note: '补足' }
    expect(fund.refusal(() => fund.run(cover))).toBe('account-closed')
  })
})
