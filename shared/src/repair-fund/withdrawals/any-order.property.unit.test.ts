/** Whatever is advanced, settled, paid and taken back, in any order: nobody is paid a fen that is not there. */
import { Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getFrom } from '../bucket-map.ts'
import type { RepairFundEvent } from '../events.ts'
import { unsoundnessInFull } from '../ledger/sound.ts'
import { compoundId, FILE, opened, rich, story } from './withdrawals.fixture.ts'

const SEED = 20_261_122
const RUNS = 400
const WHOLE_FEN = 3_000_000
const EACH_FEN = 1_000_000
const DAY = '2026-03-08'
const of = { compoundId, withdrawalId: 'w1', today: DAY, by: 'clerk' } as const

type Story = ReturnType<typeof story>
interface Step {
  readonly act: 'advance' | 'settle' | 'take-back' | 'pay' | 'reverse' | 'reverse-part'
  readonly fen: number
}
/** Below, exactly and above what is paid so far are all as likely. */
type Near = -1 | 0 | 1
const step = fc.record({
  act: fc.constantFrom<Step['act']>(
    'advance',
    'advance',
    'settle',
    'settle',
    'pay',
    'reverse',
    'reverse-part',
    'take-back',
  ),
  fen: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000 })),
  near: fc.constantFrom<Near>(-1, 0, 1),
  /** Most are carried through at once; some lie while something else happens. */
  through: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn > 0),
})
type Drawn = Step & { readonly near: Near; readonly through: boolean }

const w1 = (fund: Story) => {
  const found = fund.state().withdrawals.byId.get('w1')
  if (!found) throw new Error('w1 is planned')
  return found
}

/** What was told; nothing where it was refused, which is no fault. Anything else that is thrown is one. */
function attempt(act: () => readonly RepairFundEvent[]): readonly RepairFundEvent[] {
  try {
    return act()
  } catch (thrown) {
    if (thrown instanceof Rejected) return []
    throw thrown
  }
}

function payOut(fund: Story, number: number) {
  const askId = w1(fund).ask?.askId ?? 'none'
  return [
    ...attempt(() => fund.approve('member', 'subdistrict')),
    ...attempt(() =>
      fund.run({
        type: 'PayWithdrawal',
        ...of,
        askId,
        paymentId: `pay-${number}`,
        paidOn: DAY,
        asset: 'bank',
        files: [],
      }),
    ),
  ]
}

function happen(fund: Story, { act, fen, near, through }: Drawn, number: number): readonly RepairFundEvent[] {
  const { paidFen, payments } = w1(fund)
  const askId = `ask-${number}`
  const withMoney = payments.filter(({ amountFen }) => amountFen > 0)
  const payment = withMoney[fen % Math.max(1, withMoney.length)]
  switch (act) {
    case 'advance': {
      const asked = attempt(() => fund.run({ type: 'AskAdvance', ...of, askId, amountFen: fen, files: [] }))
      return through ? [...asked, ...payOut(fund, number)] : asked
    }
    case 'settle': {
      const settledFen = Math.max(1, paidFen + near * fen)
      const papers = { acceptance: [FILE], invoices: [FILE] }
      const asked = attempt(() =>
        fund.run({ type: 'SettleWithdrawal', ...of, askId, acceptedOn: DAY, settledFen, ...papers }),
      )
      return through ? [...asked, ...payOut(fund, number)] : asked
    }
    case 'take-back':
      return attempt(() => fund.run({ type: 'TakeBackAsk', ...of, reason: '改' }))
    case 'pay':
      return payOut(fund, number)
    default: {
      if (!payment) return []
      const amountFen = act === 'reverse' ? null : 1 + (fen % payment.amountFen)
      return attempt(() => fund.reverse(payment.paymentId, amountFen, `r${number}`))
    }
  }
}

function expectSound(fund: Story, made: readonly RepairFundEvent[]): void {
  const { ledger } = fund.state()
  const { paidFen, payments, paidUnits } = w1(fund)
  const sumOf = (fen: readonly number[]) => fen.reduce((sum, each) => sum + each, 0)
  expect(sumOf(payments.map(({ amountFen }) => amountFen))).toBe(paidFen)
  expect(Math.min(paidFen, ...payments.map(({ amountFen }) => amountFen))).toBeGreaterThanOrEqual(0)
  expect(sumOf(Object.values(paidUnits))).toBe(paidFen)
  // Nobody ever has more than was paid in, and what is out is out of the bank.
  for (const fen of fund.balances()) expect(fen).toBeLessThanOrEqual(EACH_FEN)
  expect(sumOf(fund.balances().map((fen) => fen ?? 0))).toBe(WHOLE_FEN - paidFen)
  expect(ledger.totals.commercial.bank).toBe(WHOLE_FEN - paidFen)
  expect(unsoundnessInFull(ledger)).toBeUndefined()
  for (const event of made) {
    if (event.type !== 'BookingReversed') continue
    expect(getFrom(ledger.bookings, event.data.reversesId)).toBeDefined()
    for (const { reverses } of event.data.units) {
      const entry = getFrom(ledger.entries, reverses)
      expect(entry && Math.abs(entry.reversedFen) <= Math.abs(entry.fen), reverses).toBe(true)
    }
  }
}

test('any order of advance, settlement, payment, reversal and advance again', () => {
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }), (steps) => {
      const fund = story(opened, rich)
      fund.posted()
      let advances = 0
      for (const [number, drawn] of steps.entries()) {
        const made = happen(fund, drawn, number)
        expectSound(fund, made)
        for (const { type, data } of made) {
          count(type)
          if (type === 'PaymentMade' && data.kind === 'advance') advances += 1
          if (type === 'SettlementBalanced') count(data.returnedFen > 0 ? 'given back' : 'exact')
          if (type === 'SettlementBalanced' && advances > 1) count('balanced after a second advance')
        }
      }
    }),
    { seed: SEED, numRuns: RUNS },
  )
  for (const what of ['PaymentMade', 'AskTakenBack', 'exact', 'given back', 'balanced after a second advance'])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(20)
})
