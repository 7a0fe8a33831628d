/**
 * Whatever is advanced, settled, covered, paid, reversed in parts and taken back, in any order: nobody is paid a fen that is
 * not there, and in the end every fen can be where it was.
 */
import { Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getFrom } from '../bucket-map.ts'
import type { RepairFundEvent } from '../events.ts'
import { IncomeReceived } from '../ledger/money-events.ts'
import { unsoundnessInFull } from '../ledger/sound.ts'
import { coversGivenBack, standingCovers } from './covers.ts'
import { compoundId, contributed, FILE, opened, story, UNITS } from './withdrawals.fixture.ts'

const SEED = 20_261_122
const RUNS = 350
const POOL_FEN = 9_000
const DAY = '2026-03-08'
const of = { compoundId, withdrawalId: 'w1', today: DAY, by: 'clerk' } as const

/** What u1, u2 and u3 have of their own: enough for everything, or so little that the compound's money has to help. */
const OWN = [
  [1_000_000, 1_000_000, 1_000_000],
  [700, 3_000, 150],
] as const
type Own = (typeof OWN)[number]
const pool = IncomeReceived({
  ...{ compoundId, incomeId: 'ad', kind: 'common-income', book: 'commercial', into: 'compound', grossFen: POOL_FEN },
  ...{ costs: [], share: null, amountFen: POOL_FEN, paidOn: '2026-01-02', note: null, files: [] },
  ...{ decisionId: null, awardId: null },
})

type Story = ReturnType<typeof story>
type Act = 'advance' | 'settle' | 'take-back' | 'approve' | 'cover' | 'pay' | 'publish' | 'reverse' | 'reverse-part'
const ACTS: readonly (readonly [Act, times: number])[] = [
  ...([
    ['advance', 2],
    ['settle', 5],
    ['take-back', 3],
    ['approve', 1],
    ['cover', 1],
    ['pay', 1],
  ] as const),
  ...([
    ['publish', 1],
    ['reverse', 1],
    ['reverse-part', 5],
  ] as const),
]
/** A settlement anywhere below what is paid so far, and near it: below, exactly, above. */
type Near = 'far below' | -1 | 0 | 1
const step = fc.record({
  act: fc.oneof(...ACTS.map(([act, weight]) => ({ arbitrary: fc.constant(act), weight }))),
  fen: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
  near: fc.constantFrom<Near>('far below', -1, 0, 1),
  /** Most are carried through at once; some lie, covered or not, while something else happens. */
  through: fc.constantFrom('paid', 'paid', 'paid', 'covered', 'asked'),
})
type Drawn = typeof step extends fc.Arbitrary<infer One> ? One : never

const w1 = (fund: Story) => {
  const found = fund.state().withdrawals.byId.get('w1')
  if (!found) throw new Error('w1 is planned')
  return found
}
const poolFen = (fund: Story) => fund.state().ledger.held.commercial.compoundFen
const sumOf = (fen: readonly (number | undefined)[]) => fen.reduce<number>((sum, each) => sum + (each ?? 0), 0)

/** What was told; nothing where it was refused, which is no fault. Anything else that is thrown is one. */
function attempt(act: () => readonly RepairFundEvent[]): readonly RepairFundEvent[] {
  try {
    return act()
  } catch (thrown) {
    if (thrown instanceof Rejected) return []
    throw thrown
  }
}

const approve = (fund: Story) => attempt(() => fund.approve('member', 'subdistrict'))
const cover = (fund: Story, number: number) =>
  attempt(() =>
    fund.run({ type: 'CoverShortfall', ...of, distributionId: `cover-${number}`, decisionId: 'd9', note: '补足' }),
  )
function pay(fund: Story, number: number) {
  const ask = { askId: w1(fund).ask?.askId ?? 'none', paymentId: `pay-${number}` }
  return attempt(() => fund.run({ type: 'PayWithdrawal', ...of, ...ask, paidOn: DAY, asset: 'bank', files: [] }))
}
function carried(fund: Story, through: Drawn['through'], number: number) {
  const covered = through === 'asked' ? [] : [...approve(fund), ...cover(fund, number)]
  return through === 'paid' ? [...covered, ...pay(fund, number)] : covered
}

function happen(fund: Story, { act, fen, near, through }: Drawn, number: number): readonly RepairFundEvent[] {
  const { paidFen, payments } = w1(fund)
  const askId = `ask-${number}`
  switch (act) {
    case 'advance': {
      const asked = attempt(() => fund.run({ type: 'AskAdvance', ...of, askId, amountFen: fen, files: [] }))
      return [...asked, ...carried(fund, through, number)]
    }
    case 'settle': {
      const settledFen = near === 'far below' ? 1 + (fen % (paidFen || 1)) : Math.max(1, paidFen + near * fen)
      const papers = { acceptance: [FILE], invoices: [FILE] }
      const asked = attempt(() =>
        fund.run({ type: 'SettleWithdrawal', ...of, askId, acceptedOn: DAY, settledFen, ...papers }),
      )
      return [...asked, ...carried(fund, through, number)]
    }
    case 'take-back':
      return attempt(() => fund.run({ type: 'TakeBackAsk', ...of, reason: '改' }))
    case 'approve':
      return approve(fund)
    case 'cover':
      return cover(fund, number)
    case 'pay':
      return pay(fund, number)
    case 'publish':
      return attempt(() => fund.publish())
    default: {
      const withMoney = payments.filter(({ amountFen }) => amountFen > 0)
      const payment = withMoney[fen % Math.max(1, withMoney.length)]
      if (!payment) return []
      return fund.reverse(payment.paymentId, act === 'reverse' ? null : 1 + (fen % payment.amountFen), `r${number}`)
    }
  }
}

/** By unit: what it has of distributions that were not given back. */
function coveredFen({ state }: Story): Map<string, number> {
  const { ledger } = state()
  const covered = new Map<string, number>()
  for (const { distributionId } of state().withdrawals.byId.get('w1')?.covers ?? []) {
    for (const entryId of getFrom(ledger.bookings, distributionId)?.entryIds ?? []) {
      const entry = getFrom(ledger.entries, entryId)
      if (entry?.holder.of !== 'unit') continue
      const { unitId } = entry.holder
      covered.set(unitId, (covered.get(unitId) ?? 0) + entry.fen - entry.reversedFen)
    }
  }
  return covered
}

function expectSound(fund: Story, own: Own, made: readonly RepairFundEvent[]): void {
  const { ledger } = fund.state()
  const { paidFen, payments, paidUnits, settled, paidOn, ask } = w1(fund)
  expect(sumOf(payments.map(({ amountFen }) => amountFen))).toBe(paidFen)
  expect(Math.min(paidFen, ...payments.map(({ amountFen }) => amountFen))).toBeGreaterThanOrEqual(0)
  expect(sumOf(Object.values(paidUnits))).toBe(paidFen)
  // Paid is never more than was settled, and what is asked for is what of it is still out.
  if (paidOn !== null) expect(paidFen).toBeLessThanOrEqual(settled?.settledFen ?? 0)
  if (ask?.kind === 'settlement') expect(ask.amountFen).toBe((settled?.settledFen ?? 0) - paidFen)
  // Each account: its own money and what it was covered with, less what it has paid; each fen of the pool is somewhere.
  const covered = coveredFen(fund)
  for (const [index, fen] of fund.balances().entries()) {
    const unitId = UNITS[index] ?? ''
    expect(fen).toBe((own[index] ?? 0) + (covered.get(unitId) ?? 0) - (paidUnits[unitId] ?? 0))
    expect(fen).toBeGreaterThanOrEqual(0)
  }
  expect(poolFen(fund)).toBe(POOL_FEN - sumOf([...covered.values()]))
  expect(ledger.totals.commercial.bank).toBe(sumOf(own) + POOL_FEN - paidFen)
  expect(unsoundnessInFull(ledger)).toBeUndefined()
  if (made.some(({ type }) => type === 'AskTakenBack')) {
    expect(coversGivenBack(fund.state(), w1(fund), DAY)).toEqual([])
    if (paidFen === 0) expect(standingCovers(fund.state(), w1(fund))).toEqual([])
  }
  for (const event of made) {
    if (event.type !== 'BookingReversed') continue
    expect(getFrom(ledger.bookings, event.data.reversesId)).toBeDefined()
    for (const { reverses } of event.data.units) {
      const entry = getFrom(ledger.entries, reverses)
      expect(entry && Math.abs(entry.reversedFen) <= Math.abs(entry.fen), reverses).toBe(true)
    }
  }
}

/** All that was paid comes back and it is called off: as if nothing had been. */
function expectUndone(fund: Story, own: Own): readonly RepairFundEvent[] {
  for (const { paymentId, amountFen } of w1(fund).payments)
    if (amountFen > 0) fund.reverse(paymentId, null, `end-${paymentId}`)
  const cancelled = fund.cancel()
  expect(fund.balances()).toEqual(own)
  expect(poolFen(fund)).toBe(POOL_FEN)
  expectSound(fund, own, cancelled)
  return cancelled
}

function counted(made: readonly RepairFundEvent[], before: ReturnType<typeof w1>, count: (what: string) => void): void {
  const backs = made.filter(({ type, data }) => type === 'BookingReversed' && data.proposalId === 'w1')
  for (const { type, data } of made) {
    count(type)
    const { payments } = before
    if (type === 'PaymentMade' && payments.some(({ kind }) => kind === data.kind)) count(`${data.kind} paid again`)
    if (type === 'SettlementBalanced') count(data.returnedFen > 0 ? 'given back' : 'exact')
    if (type === 'SettlementBalanced' && backs.length > 1) count('given back out of several payments')
    if (type === 'AskTakenBack' && backs.length > 0) count('cover taken back')
    if (type === 'WithdrawalSettled' && before.published) count('reopened')
    if (type === 'AskTakenBack' && before.reopened) count('reopened and taken back')
  }
}

test('any order of advance, settlement, cover, payment, reversal of parts and taking back', () => {
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  const steps = fc.array(step, { minLength: 12, maxLength: 30, size: 'max' })
  fc.assert(
    fc.property(fc.constantFrom(...OWN), steps, (own, drawn) => {
      const [u1, u2, u3] = own
      const fund = story(opened, contributed({ u1, u2, u3 }), pool)
      fund.posted()
      const backOf = new Map<string, number>()
      for (const [number, one] of drawn.entries()) {
        const before = w1(fund)
        const made = happen(fund, one, number)
        expectSound(fund, own, made)
        counted(made, before, count)
        for (const { type, data } of made) {
          if (type !== 'BookingReversed') continue
          const times = (backOf.get(data.reversesId) ?? 0) + 1
          backOf.set(data.reversesId, times)
          if (times > 1) count('a part after a part')
        }
      }
      for (const { type } of expectUndone(fund, own)) count(`at the end: ${type}`)
    }),
    { seed: SEED, numRuns: RUNS },
  )
  const wanted = ['PaymentMade', 'exact', 'given back', 'settlement paid again']
  const covers = ['ShortfallCovered', 'cover taken back', 'at the end: BookingReversed', 'a part after a part']
  for (const what of [...wanted, ...covers, 'AskTakenBack', 'reopened', 'reopened and taken back'])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(5)
  expect(seen.get('given back out of several payments')).toBeGreaterThan(0)
})
