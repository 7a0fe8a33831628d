/** Stories of a fund, told in events, and properties over any sequence of commands. */
import { MAX_FEN } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { repairFundErrors } from './errors.ts'
import {
  ContributionsRecorded,
  EntryReversed,
  FundOpened,
  MAX_FUND_ROWS,
  type RepairFundEvent,
  repairFundEvents,
  UnitAccountsOpened,
} from './events.ts'
import { type FundCommand, fundDecider, type OpenFund, type RecordContributions } from './fund.decider.ts'
import { balanceOf, buildingBalancesOf, evolve, type FundState, initial, totalsOf } from './fund.state.ts'
import type { ApproveReversal, ProposeReversal } from './reversals/reversals.decide.ts'
import { defaultFundRule } from './rules/default-fund-rule.ts'

const compoundId = 'c1'
const today = '2026-03-01'
const u1 = { unitId: 'u1', buildingId: 'b1' }
const u2 = { unitId: 'u2', buildingId: 'b1' }
const u3 = { unitId: 'u3', buildingId: 'b2' }

const how = { openedOn: '2026-01-01', bookkeeper: 'authority' as const, ground: '业主大会决定' }
const opened = FundOpened({ compoundId, ...how, rows: [u1, u2, u3] })
const open: OpenFund = { type: 'OpenFund', compoundId, today, ...how }

type Rows = RecordContributions['rows'][number][]
const row = (entryId: string, unitId: string, amountFen: number) => ({ entryId, unitId, amountFen })
const paid = { kind: 'first-deposit' as const, paidOn: '2026-02-01', note: null, file: null }
const recorded = (contributionId: string, ...rows: Rows) =>
  ContributionsRecorded({ compoundId, contributionId, ...paid, rows })
const record = (contributionId: string, ...rows: Rows): RecordContributions => ({
  type: 'RecordContributions',
  compoundId,
  today,
  contributionId,
  ...paid,
  rows,
})
const reason = '记错户'
const reversed = (entryId: string, unitId: string, amountFen: number) =>
  EntryReversed({ compoundId, entryId, reversalId: `${entryId}-r`, unitId, amountFen, reason })
/** One proposes and another one approves; ids by the entry. */
const propose = (reversesId: string): ProposeReversal => ({
  type: 'ProposeReversal',
  compoundId,
  today,
  proposalId: `${reversesId}-p`,
  reversesId,
  amountFen: null,
  cameBackOn: null,
  reason,
  by: 'p1',
})
const approve = (reversesId: string): ApproveReversal => ({
  type: 'ApproveReversal',
  compoundId,
  today,
  proposalId: `${reversesId}-p`,
  reversalId: `${reversesId}-r`,
  by: 'p2',
  approver: 'subdistrict',
})

const fund = (...events: RepairFundEvent[]) => given(fundDecider, opened, ...events)

describe('opening', () => {
  describe('as the owners’ own book', () => {
    const own = { ...open, bookkeeper: 'owners' as const }
    const units = [u1]
    const paper = { file: 'f'.repeat(64), on: '2026-01-01' }
    const openedAs = (ground: object) =>
      FundOpened({ compoundId, ...how, bookkeeper: 'owners', ...ground, rows: units })
    test('needs a decision of theirs that was passed, or its paper', () => {
      const first = given(fundDecider)
      first.when(own, { units }).rejected('fund-own-book-needs-decision')
      first.when({ ...own, decisionId: 'd1' }, { units }).rejected('bookkeeper-decision-not-passed')
      first.when({ ...own, decisionId: 'd1' }, { units, decisionPassed: true }).then(openedAs({ decisionId: 'd1' }))
      first.when({ ...own, paper }, { units }).then(openedAs({ paper }))
      expectSayable(
        repairFundErrors.entries,
        refusalOf(() => fundDecider.decide(own, initial, { units })),
      )
    })
    test('and not one that was taken after it', () => {
      const later = { ...own, paper: { ...paper, on: '2026-01-02' } }
      given(fundDecider).when(later, { units }).rejected('fund-own-book-paper-later')
    })
    test('for accounts that come later nothing is asked again; a bank’s book needs none', () => {
      given(fundDecider, openedAs({ paper }))
        .when(own, { units: [u1, u2] })
        .then(UnitAccountsOpened({ compoundId, rows: [u2] }))
      given(fundDecider)
        .when({ ...open, bookkeeper: 'bank', paper: null, decisionId: null }, { units })
        .then(FundOpened({ compoundId, ...how, bookkeeper: 'bank', rows: units }))
    })
  })

  test('gives every unit an account', () => {
    given(fundDecider)
      .when(open, { units: [u1, u2, u3] })
      .then(opened)
    expect(fund().state).toMatchObject({ openedOn: '2026-01-01', ledger: { accountCount: 3 } })
    expect(balanceOf(fund().state, 'u1')).toBe(0)
    expect(balanceOf(fund().state, 'stranger')).toBeUndefined()
  })
  test('again gives accounts to the units that came later, and to nobody twice', () => {
    const u4 = { unitId: 'u4', buildingId: 'b2' }
    fund()
      .when(open, { units: [u1, u4, u2, u3] })
      .then(UnitAccountsOpened({ compoundId, rows: [u4] }))
    fund()
      .when(open, { units: [u1, u2, u3] })
      .nothing()
    fund(UnitAccountsOpened({ compoundId, rows: [u4] }))
      .when(open, { units: [u1, u2, u3, u4] })
      .nothing()
  })
  test('a compound with more doors than an event holds gets several events', () => {
    const units = Array.from({ length: MAX_FUND_ROWS + 2 }, (_, index) => ({ unitId: `u${index}`, buildingId: 'b' }))
    const events = fundDecider.decide(open, initial, { units })
    expect(events.map(({ type, data }) => [type, 'rows' in data ? data.rows.length : 0])).toEqual([
      ['FundOpened', MAX_FUND_ROWS],
      ['UnitAccountsOpened', 2],
    ])
  })
  test('needs units, and a day that has come', () => {
    given(fundDecider).when(open, { units: [] }).rejected('fund-needs-units')
    given(fundDecider)
      .when({ ...open, openedOn: '2026-03-02' }, { units: [u1] })
      .rejected('opened-in-future', { today })
    expect(() => fundDecider.decide(open, initial, undefined)).toThrow(TypeError)
  })
})

describe('contributions', () => {
  test('one, or a list that is taken whole', () => {
    fund()
      .when(record('k1', row('e1', 'u1', 5)))
      .then(recorded('k1', row('e1', 'u1', 5)))
    fund()
      .when(record('k1', row('e1', 'u1', 5), row('e2', 'u3', 7)))
      .then(recorded('k1', row('e1', 'u1', 5), row('e2', 'u3', 7)))
  })
  test('two rows of one unit are two entries', () => {
    const { state } = fund(recorded('k1', row('e1', 'u1', 5), row('e2', 'u1', 7), row('e3', 'u3', 1)))
    expect(balanceOf(state, 'u1')).toBe(12)
    expect(Object.fromEntries(buildingBalancesOf(state))).toEqual({
      b1: { accounts: 2, balanceFen: 12 },
      b2: { accounts: 1, balanceFen: 1 },
    })
  })
  test('recorded again are already so', () =>
    fund(recorded('k1', row('e1', 'u1', 5)))
      .when(record('k1', row('e1', 'u1', 5)))
      .nothing())
  test('need a fund', () =>
    given(fundDecider)
      .when(record('k1', row('e1', 'u1', 5)))
      .rejected('fund-not-open'))
  test('of a unit without account refuse the list and name the units', () => {
    const strangers = Array.from({ length: 12 }, (_, index) => row(`e${index}`, `x${index}`, 1))
    fund()
      .when(record('k1', row('ok', 'u1', 5), ...strangers, row('twice', 'x0', 1)))
      .rejected('units-without-account', {
        field: 'rows[1].unitId',
        count: 12,
        units: strangers.slice(0, 10).map(({ unitId }) => unitId),
      })
  })
  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, MAX_FEN + 1])(
    'of %d fen are refused',
    (amountFen) => {
      fund()
        .when(record('k1', row('e1', 'u1', 5), row('e2', 'u2', amountFen)))
        .rejected('amount-not-positive', { field: 'rows[1].amountFen', row: 2 })
    },
  )
  test('may not take the fund beyond what is credible', () => {
    fund()
      .when(record('k1', row('e1', 'u1', MAX_FEN)))
      .then(recorded('k1', row('e1', 'u1', MAX_FEN)))
    fund()
      .when(record('k1', row('e1', 'u1', MAX_FEN), row('e2', 'u1', 1)))
      .rejected('fund-too-large')
    fund(recorded('k1', row('e1', 'u1', MAX_FEN)))
      .when(record('k2', row('e2', 'u1', 1)))
      .rejected('fund-too-large')
    fund(recorded('k1', row('e1', 'u1', MAX_FEN)), reversed('e1', 'u1', MAX_FEN))
      .when(record('k2', row('e2', 'u1', 1)))
      .then(recorded('k2', row('e2', 'u1', 1)))
  })
  test('have some rows, not too many, with ids of their own', () => {
    const rows = Array.from({ length: MAX_FUND_ROWS + 1 }, (_, index) => row(`e${index}`, 'u1', 1))
    fund().when(record('k1')).rejected('contribution-empty')
    fund()
      .when(record('k1', ...rows))
      .rejected('contribution-too-many-rows', { rows: MAX_FUND_ROWS + 1 })
    fund()
      .when(record('k1', ...rows.slice(1)))
      .then(recorded('k1', ...rows.slice(1)))
    fund()
      .when(record('k1', row('e1', 'u1', 5), row('e1', 'u2', 5)))
      .rejected('entry-id-taken', { entryId: 'e1' })
    fund(recorded('k1', row('e1', 'u1', 5)))
      .when(record('k2', row('e1', 'u2', 5)))
      .rejected('entry-id-taken')
  })
  test('are paid by today, also long before the fund was opened here', () => {
    const on = (paidOn: string) => fund().when({ ...record('k1', row('e1', 'u1', 5)), paidOn })
    on('2026-03-02').rejected('paid-in-future', { field: 'paidOn' })
    on('1989-12-31').rejected('paid-too-early')
    for (const paidOn of ['1990-01-01', today]) {
      on(paidOn).then(ContributionsRecorded({ ...recorded('k1', row('e1', 'u1', 5)).data, paidOn }))
    }
  })
})

test('a reversal on the word of one person, as it was done before, still counts', () => {
  const e1 = recorded('k1', row('e1', 'u1', 500), row('e2', 'u2', 7))
  const { state } = fund(e1, reversed('e1', 'u1', 500))
  expect(totalsOf(state)).toEqual({ balanceFen: 7, contributedFen: 507, reversedFen: 500, accounts: 3 })
  expect(refusalOf(() => fundDecider.decide(propose('e1'), state, undefined)).code).toBe('reversal-done')
})

test('refusals say what to do, in both languages', () => {
  const one = recorded('k1', row('e1', 'u1', 500))
  const refused: [FundState, FundCommand][] = [
    [initial, record('k1', row('e1', 'u1', 5))],
    [fund().state, record('k1', row('e1', 'x', 5))],
    [fund().state, record('k1')],
    [fund().state, record('k1', row('e1', 'u1', 0))],
    [fund().state, record('k1', row('e1', 'u1', MAX_FEN), row('e2', 'u1', 1))],
    [fund().state, { ...record('k1', row('e1', 'u1', 1)), paidOn: '2030-01-01' }],
    [fund().state, { ...record('k1', row('e1', 'u1', 1)), paidOn: '1930-01-01' }],
    [fund(one).state, propose('nothing')],
    [fund(one, reversed('e1', 'u1', 500)).state, propose('e1-r')],
  ]
  for (const [state, command] of refused)
    expectSayable(
      repairFundErrors.entries,
      refusalOf(() => fundDecider.decide(command, state, undefined)),
    )
})

/** Any commands, right or wrong, on few units, so that they meet. */
const id = (prefix: string, most: number) => fc.integer({ min: 1, max: most }).map((number) => `${prefix}${number}`)
const anyRow = fc.record({
  entryId: id('e', 16),
  unitId: fc.constantFrom('u1', 'u2', 'u3', 'u1', 'u2', 'u3', 'nobody'),
  amountFen: fc.integer({ min: -1, max: 1_000_000 }),
})
const anyCommand: fc.Arbitrary<readonly FundCommand[]> = fc.oneof(
  fc.tuple(id('k', 12), fc.array(anyRow, { minLength: 1, maxLength: 3 })).map(([key, rows]) => [record(key, ...rows)]),
  id('e', 16).map((entryId) => [propose(entryId), approve(entryId)]),
  id('e', 16).map((entryId) => [approve(entryId)]),
  fc.constant([open]),
)
const anyCommands = fc.array(anyCommand, { minLength: 20, maxLength: 40 }).map((commands) => commands.flat())
const facts = { units: [u1, u2, u3], fundRule: defaultFundRule }

/** Decides each command on what the ones before left; the refused leave nothing. */
function run(
  commands: readonly FundCommand[],
  each: (before: FundState, after: FundState, events: readonly RepairFundEvent[], command: FundCommand) => void,
) {
  let state = evolve(initial, opened)
  const log: RepairFundEvent[] = [opened]
  for (const command of commands) {
    if (
      !/^([A-Z]|nothing)/.test(
        given(fundDecider, ...log)
          .when(command, facts)
          .summary(),
      )
    )
      continue
    const events = fundDecider.decide(command, state, facts)
    const after = events.reduce(evolve, state)
    log.push(...events)
    each(state, after, events, command)
    state = after
  }
  return { state, log }
}

describe('after any commands', () => {
  test('each balance is the sum of its entries and never negative; events fit their definitions', () => {
    const counts = { recorded: 0, reversed: 0 }
    fc.assert(
      fc.property(anyCommands, (commands) => {
        const { state, log } = run(commands, () => {})
        for (const { unitId } of facts.units) {
          const amounts = log.flatMap((event) =>
            event.type === 'ContributionsRecorded'
              ? event.data.rows.filter((each) => each.unitId === unitId).map((each) => each.amountFen)
              : event.type === 'BookingReversed'
                ? event.data.units.filter((each) => each.unitId === unitId).map((each) => each.amountFen)
                : [],
          )
          const sum = amounts.reduce((total, amount) => total + amount, 0)
          expect(balanceOf(state, unitId)).toBe(sum)
          expect(sum).toBeGreaterThanOrEqual(0)
        }
        const buildings = [...buildingBalancesOf(state).values()].reduce((sum, { balanceFen }) => sum + balanceFen, 0)
        expect(buildings).toBe(totalsOf(state).balanceFen)
        for (const { type, data } of log) {
          expect(repairFundEvents.find((each) => each.type === type)?.schema.safeParse(data).success).toBe(true)
          if (type === 'ContributionsRecorded') counts.recorded++
          if (type === 'BookingReversed') counts.reversed++
        }
      }),
      seeded(),
    )
    expect(Math.min(counts.recorded, counts.reversed), 'the runs do something').toBeGreaterThan(100)
  })

  test('a command that was taken adds nothing the second time', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        run(commands, (_, after, __, command) => expect(fundDecider.decide(command, after, facts)).toEqual([]))
      }),
      seeded(),
    )
  })

  test('a reversal restores what was before the entry, and no state is ever written to', () => {
    fc.assert(
      fc.property(anyCommands, (commands) => {
        run(commands, (before, after, events) => {
          const [event] = events
          if (event?.type !== 'ContributionsRecorded') return
          const balances = (state: FundState) => facts.units.map(({ unitId }) => balanceOf(state, unitId))
          const unchanged = balances(before)
          let undone = after
          for (const { entryId } of event.data.rows)
            for (const command of [propose(entryId), approve(entryId)])
              undone = fundDecider.decide(command, undone, facts).reduce(evolve, undone)
          expect(balances(undone)).toEqual(unchanged)
          expect(balances(before)).toEqual(unchanged)
          expect(balances(after)).not.toEqual(unchanged)
        })
      }),
      seeded(),
    )
  })
})
