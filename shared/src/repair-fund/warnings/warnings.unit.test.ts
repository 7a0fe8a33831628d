/** The top-up duty exactly at its edge, a plan that loses no fen, and what is late by the calendar. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { given } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import { idleFen, lastDayOf, MAX_MONTHS_NAMED, statementDueOn, unreconciledMonths } from './calendar.ts'
import { TopUpDutyArose, TopUpDutyMet } from './events.ts'
import { type LookAtAccounts, topUpDecider } from './top-up.decider.ts'
import { isBelow, missingFen, movedFirst, type PlanAccount, percentOfFirst, planTopUp } from './top-up.ts'

const account = (unitId: string, balanceFen: number, firstFen: number, floorArea: number | null = 8_000) => ({
  ...{ unitId, groupId: 'b1', balanceFen, firstFen, floorArea },
})
const row = (unitId: string, balanceFen: number, firstFen: number) => ({ unitId, balanceFen, firstFen })

describe('art. 17: below 30 % of the first deposit', () => {
  test.each([
    ['exactly 30 %', 300, 1_000, false],
    ['one fen less', 299, 1_000, true],
    ['30 % that is no whole fen, the fen above', 1, 3, false],
    ['nothing left', 0, 1, true],
    ['no first deposit known', 0, 0, false],
    ['the largest fund', 299_999_999_999, 1_000_000_000_000, true],
  ])('%s', (_, balanceFen, firstFen, below) => {
    expect(isBelow({ balanceFen, firstFen }, 30)).toBe(below)
  })

  test('the whole percent that is stored says the same, and the target is reached to the fen', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 1, max: 1_000_000 }), fc.nat(100), (balanceFen, firstFen, p) => {
        const measured = { balanceFen, firstFen }
        expect((percentOfFirst(measured) ?? 0) < p).toBe(isBelow(measured, p))
        const missing = missingFen(measured, p)
        expect(isBelow({ ...measured, balanceFen: balanceFen + missing }, p)).toBe(false)
        if (missing > 0) expect(isBelow({ ...measured, balanceFen: balanceFen + missing - 1 }, p)).toBe(true)
      }),
      seeded(2_000),
    )
  })
})

describe('the duty', () => {
  const look = (...rows: LookAtAccounts['rows']): LookAtAccounts => ({
    ...{ type: 'LookAtAccounts', compoundId: 'c1', on: '2026-03-02', ruleId: 'r', percent: 30, rows },
  })
  const found = { compoundId: 'c1', on: '2026-03-02', ruleId: 'r', percent: 30 }
  const arose = TopUpDutyArose({ ...found, rows: [row('u1', 299, 1_000)] })

  test('arises one fen below, not at the edge', () => {
    given(topUpDecider)
      .when(look(row('u1', 299, 1_000), row('u2', 300, 1_000)))
      .then(arose)
  })
  test('is said once', () => {
    given(topUpDecider, arose)
      .when(look(row('u1', 0, 1_000)))
      .nothing()
    given(topUpDecider)
      .when(look(row('u2', 300, 1_000)))
      .nothing()
  })
  test('is met exactly at the edge, once, and arises again afterwards', () => {
    const met = TopUpDutyMet({ ...found, rows: [row('u1', 300, 1_000)] })
    given(topUpDecider, arose)
      .when(look(row('u1', 300, 1_000)))
      .then(met)
    given(topUpDecider, arose, met)
      .when(look(row('u1', 300, 1_000)))
      .nothing()
    given(topUpDecider, arose, met)
      .when(look(row('u1', 299, 1_000)))
      .then(arose)
  })
  test('is over with the account’s first deposit: a building that is gone owes nothing', () => {
    const met = TopUpDutyMet({ ...found, rows: [row('u1', 0, 0)] })
    given(topUpDecider, arose)
      .when(look(row('u1', 0, 0)))
      .then(met)
  })
})

describe('the plan', () => {
  test('fills the accounts below up to the target, by floor area', () => {
    const accounts = [account('u1', 100, 1_000, 9_876), account('u2', 299, 1_000, 4_938), account('u3', 300, 1_000)]
    expect(planTopUp(accounts, 30, 50)).toEqual({
      rows: [
        { unitId: 'u1', missingFen: 400, shareFen: 401 },
        { unitId: 'u2', missingFen: 201, shareFen: 200 },
      ],
      totalFen: 601,
    })
  })
  test('a unit without an area bears its own, and other buildings pay nothing for it', () => {
    const accounts = [account('u1', 0, 1_000, null), { ...account('u2', 0, 200), groupId: 'b2' }]
    expect(planTopUp(accounts, 30, 50).rows.map(({ shareFen }) => shareFen)).toEqual([500, 100])
  })
  test('nobody is below: there is no plan', () => {
    expect(planTopUp([account('u1', 300, 1_000)], 30, 50)).toEqual({ rows: [], totalFen: 0 })
  })

  const anyAccounts = fc.uniqueArray(
    fc.record({
      unitId: fc.integer({ min: 1, max: 500 }).map((n) => `u${n}`),
      groupId: fc.constantFrom('b1', 'b2', 'b3'),
      balanceFen: fc.nat(100_000),
      firstFen: fc.nat(300_000),
      floorArea: fc.option(fc.integer({ min: 1, max: 50_000 })),
    }),
    { selector: ({ unitId }) => unitId, maxLength: 60 },
  )
  test('no fen is lost in any building, and the order of the accounts changes nothing', () => {
    fc.assert(
      fc.property(anyAccounts, (accounts: readonly PlanAccount[]) => {
        const plan = planTopUp(accounts, 30, 50)
        const byId = (rows: typeof plan.rows) => new Map(rows.map((one) => [one.unitId, one]))
        expect(byId(planTopUp(accounts.toReversed(), 30, 50).rows)).toEqual(byId(plan.rows))
        for (const groupId of ['b1', 'b2', 'b3']) {
          const of = plan.rows.filter(({ unitId }) => accounts.find((a) => a.unitId === unitId)?.groupId === groupId)
          const sum = (key: 'missingFen' | 'shareFen') => of.reduce((total, one) => total + one[key], 0)
          expect(sum('shareFen')).toBe(sum('missingFen'))
        }
        expect(plan.rows.reduce((total, one) => total + one.shareFen, 0)).toBe(plan.totalFen)
      }),
      seeded(1_000),
    )
  })
})

test('first deposits follow the money when accounts are divided and joined', () => {
  const to = [
    { unitId: 'a', amountFen: 200 },
    { unitId: 'b', amountFen: 100 },
  ]
  expect([...movedFirst(1_000, to, new Map())]).toEqual([
    ['a', 667],
    ['b', 333],
  ])
  expect(movedFirst(1_000, to.slice(1), new Map([['a', 300]]))).toEqual(
    new Map([
      ['a', 750],
      ['b', 250],
    ]),
  )
})

describe('by the calendar', () => {
  test('a statement is due a year after the last one, half a year where the rule says so', () => {
    expect([statementDueOn('2025-03-02', 12), statementDueOn('2025-08-31', 6)]).toEqual(['2026-03-02', '2026-02-28'])
  })
  test('a month is late from the day after its reconciliation day', () => {
    const book = { openedOn: '2025-12-15', through: null, reconciled: new Set<string>() }
    const at = (today: string, through: string | null = null) =>
      unreconciledMonths({ ...book, through }, 10, today).months
    expect(at('2026-01-10')).toEqual([])
    expect(at('2026-01-11')).toEqual(['2025-12'])
    expect(at('2026-03-11')).toEqual(['2025-12', '2026-01', '2026-02'])
    expect(at('2026-03-11', lastDayOf('2026-01'))).toEqual(['2026-02'])
    const reconciled = new Set(['2026-01'])
    expect(unreconciledMonths({ ...book, reconciled }, 10, '2026-03-11').months).toEqual(['2025-12', '2026-02'])
  })
  test('a book that nobody ever reconciled counts all its months and names some', () => {
    const { months, count } = unreconciledMonths(
      { openedOn: '2000-01-01', through: null, reconciled: new Set() },
      10,
      '2026-03-02',
    )
    expect([months.length, count]).toEqual([MAX_MONTHS_NAMED, 313])
  })

  const change = (day: string, changeFen: number) => ({ day, changeFen })
  test('idle is what nobody needed in twelve months: the least that lay there', () => {
    const changes = [change('2024-01-01', 1_000), change('2025-06-01', -400), change('2025-07-01', 500)]
    expect(idleFen(changes, 12, '2026-03-02')).toBe(600)
    // The withdrawal is longer ago than a year: what came in after it has lain there too.
    expect(idleFen(changes, 12, '2026-07-01')).toBe(1_100)
  })
  test('money that came in within the months is not idle; a day longer and it is', () => {
    const changes = [change('2025-03-02', 1_000)]
    expect([idleFen(changes, 12, '2026-03-01'), idleFen(changes, 12, '2026-03-02')]).toEqual([0, 1_000])
    expect(idleFen([], 12, '2026-03-02')).toBe(0)
  })
})
