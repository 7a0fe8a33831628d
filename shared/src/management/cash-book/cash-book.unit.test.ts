import { fold, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { type CashBookCommand, cashBookDecider, paidDoors } from './cash-book.decider.ts'
import { cashBookErrors } from './errors.ts'
import { type CashBookEvent, CashBookOpened, CashEntryRecorded, CashEntrySigned, CashEntryWithdrawn } from './events.ts'

/** Neither refused nor already so: types of events begin with a capital. */
const accepted = (outcome: { summary(): string }) => expect(outcome.summary()).toMatch(/^[A-Z]/)

const receipt = 'a'.repeat(64)
const today = '2026-03-31'
const facts = {
  mode: 'self-governance' as const,
  memberIds: new Set(['p1', 'p2']),
  unitIds: new Set(['u1', 'u2', 'u3']),
}
const story = storyOf(cashBookDecider, cashBookErrors.entries)
const opened = CashBookOpened({ compoundId: 'c1', openedOn: '2026-01-01', openedBy: 'p1' })
const book = (...events: CashBookEvent[]) => story(opened, ...events)

const donation = {
  compoundId: 'c1',
  entryId: 'e1',
  kind: 'donation' as const,
  amountFen: 10_000,
  paidOn: '2026-03-05',
  fees: null,
  reverses: null,
  recordedBy: 'p1',
}
const record = (change: object = {}): CashBookCommand => ({
  type: 'RecordCashEntry',
  ...donation,
  note: null,
  receipts: [],
  today,
  ...change,
})
const recorded = (change: object = {}) => CashEntryRecorded({ ...donation, note: null, receipts: [], ...change })
const signed = (change: object = {}) => CashEntrySigned({ ...donation, signedBy: 'p2', ...change })
const round = {
  entryId: 'e5',
  kind: 'cleaning-fee' as const,
  amountFen: 2_000,
  fees: {
    month: '2026-03',
    rows: [
      { unitId: 'u1', amountFen: 1_000 },
      { unitId: 'u2', amountFen: 1_000 },
    ],
  },
}

test('a book is opened once, under self-governance, by a member', () => {
  const open = { type: 'OpenCashBook', compoundId: 'c1', openedOn: '2026-01-01', by: 'p1', today } as const
  story().when(open, facts).then(opened)
  book().when(open, facts).nothing()
  story()
    .when(open, { ...facts, mode: 'none' })
    .rejected('cash-book-needs-self-governance')
  story()
    .when({ ...open, by: 'p9' }, facts)
    .rejected('cash-not-a-member')
  story()
    .when({ ...open, openedOn: '2026-04-01' }, facts)
    .rejected('cash-in-future')
  story().when(record(), facts).rejected('cash-book-not-opened')
})

test('an entry counts once another member has signed it', () => {
  book().when(record(), facts).then(recorded())
  expect(book(recorded()).state?.balanceFen).toBe(0)
  book(recorded()).when({ type: 'SignCashEntry', entryId: 'e1', by: 'p2' }, facts).then(signed())
  expect(book(recorded(), signed()).state?.balanceFen).toBe(10_000)
})

test('nobody signs what they recorded, nor from outside the group, nor twice', () => {
  const sign = (by: string, ...events: CashBookEvent[]) =>
    book(...events).when({ type: 'SignCashEntry', entryId: 'e1', by }, facts)
  sign('p1', recorded()).rejected('cash-second-signature')
  sign('p9', recorded()).rejected('cash-not-a-member')
  sign('p2').rejected('cash-entry-unknown')
  sign('p2', recorded(), signed()).nothing()
  const withdrawn = CashEntryWithdrawn({ compoundId: 'c1', entryId: 'e1', withdrawnBy: 'p1', reason: '写错' })
  sign('p2', recorded(), withdrawn).rejected('cash-entry-withdrawn')
})

test.each([
  ['from outside the group', { recordedBy: 'p9' }, 'cash-not-a-member'],
  ['for tomorrow', { paidOn: '2026-04-01' }, 'cash-in-future'],
  ['for before the opening', { paidOn: '2025-12-31' }, 'cash-before-opening'],
  ['spent without a receipt', { kind: 'small-repair' }, 'cash-receipt-missing'],
  [
    'doors for a donation',
    { fees: { month: '2026-03', rows: [{ unitId: 'u1', amountFen: 10_000 }] } },
    'cash-fees-misplaced',
  ],
  ['doors that add up to something else', { ...round, amountFen: 2_001 }, 'cash-fees-sum'],
  [
    'a door of another compound',
    { ...round, fees: { month: '2026-03', rows: [{ unitId: 'x', amountFen: 2_000 }] } },
    'cash-door-unknown',
  ],
  [
    'a door twice',
    { ...round, fees: { month: '2026-03', rows: [round.fees.rows[0], round.fees.rows[0]] } },
    'cash-door-unknown',
  ],
])('recorded %s: refused', (_, change, code) => {
  book().when(record(change), facts).rejected(code)
})

test('money spent is below zero in the log, and there must be enough of it in the box', () => {
  const repair = { entryId: 'e2', kind: 'small-repair' as const, receipts: [receipt] }
  book()
    .when(record({ ...repair, amountFen: 4_500 }), facts)
    .then(recorded({ ...repair, amountFen: -4_500 }))
  const sign = { type: 'SignCashEntry', entryId: 'e2', by: 'p2' } as const
  const spend = (amountFen: number) => book(recorded(), signed(), recorded({ ...repair, amountFen })).when(sign, facts)
  accepted(spend(-10_000))
  spend(-10_001).rejected('cash-not-enough', { balance: '100.00', amount: '100.01' })
})

test('a door pays the fee of a month once, unless it was taken back or withdrawn', () => {
  const again = record({ ...round, entryId: 'e6' })
  book(recorded(round)).when(again, facts).rejected('cash-door-paid', { n: 2, month: '2026-03' })
  accepted(
    book(recorded(round)).when(record({ ...round, entryId: 'e6', fees: { ...round.fees, month: '2026-04' } }), facts),
  )
  const withdrawn = CashEntryWithdrawn({ compoundId: 'c1', entryId: 'e5', withdrawnBy: 'p1', reason: '写错' })
  accepted(book(recorded(round), withdrawn).when(again, facts))
  const back = { ...round, entryId: 'e7', amountFen: -2_000, reverses: 'e5' }
  book(recorded(round), signed(round), recorded(back)).when(again, facts).rejected('cash-door-paid')
  accepted(book(recorded(round), signed(round), recorded(back), signed(back)).when(again, facts))
})

test('what is signed is taken back by an opposite entry with two signatures of its own, once', () => {
  const reverse = { type: 'ReverseCashEntry', entryId: 'e5', reversalId: 'e8', note: '记错', by: 'p2', today } as const
  const rows = round.fees.rows.map((row) => ({ ...row, amountFen: -1_000 }))
  const back = {
    ...round,
    entryId: 'e8',
    amountFen: -2_000,
    paidOn: today,
    fees: { month: '2026-03', rows },
    reverses: 'e5',
    recordedBy: 'p2',
  }
  const whole = { ...back, note: '记错' }
  book(recorded(round), signed(round)).when(reverse, facts).then(recorded(whole))
  const waiting = [recorded(round), signed(round), recorded(whole)]
  book(...waiting)
    .when({ ...reverse, reversalId: 'e9' }, facts)
    .rejected('cash-entry-reversed')
  book(...waiting)
    .when({ type: 'SignCashEntry', entryId: 'e8', by: 'p2' }, facts)
    .rejected('cash-second-signature')
  book(...waiting)
    .when({ type: 'SignCashEntry', entryId: 'e8', by: 'p1' }, facts)
    .then(signed({ ...back, signedBy: 'p1' }))
  const done = book(...waiting, signed({ ...back, signedBy: 'p1' }))
  expect([done.state?.balanceFen, done.state && [...paidDoors(done.state, '2026-03')]]).toEqual([0, []])
  done.when({ ...reverse, entryId: 'e8', reversalId: 'e9' }, facts).rejected('cash-reversal-stays')
  book(recorded(round)).when(reverse, facts).rejected('cash-entry-not-signed')
})

test('only what nobody has signed is withdrawn', () => {
  const withdraw = { type: 'WithdrawCashEntry', entryId: 'e1', by: 'p2', reason: '写错' } as const
  accepted(book(recorded()).when(withdraw, facts))
  book(recorded(), signed()).when(withdraw, facts).rejected('cash-entry-signed')
  book().when(withdraw, facts).rejected('cash-entry-unknown')
})

test('whatever is tried in any order: the balance is the sum of what carries two different signatures', () => {
  const attempt = fc.record({
    act: fc.constantFrom('in', 'out', 'sign', 'reverse', 'withdraw'),
    entry: fc.integer({ min: 0, max: 9 }),
    by: fc.constantFrom('p1', 'p2', 'p9'),
    amountFen: fc.integer({ min: 1, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40 }), (tries) => {
      const events: CashBookEvent[] = [opened]
      for (const [index, { act, entry, by, amountFen }] of tries.entries()) {
        const entryId = `t${entry}`
        const id = `t${index}`
        const commands: Record<typeof act, CashBookCommand> = {
          in: record({ entryId: id, amountFen, recordedBy: by }),
          out: record({ entryId: id, kind: 'labour', amountFen, recordedBy: by, receipts: [receipt] }),
          sign: { type: 'SignCashEntry', entryId, by },
          reverse: { type: 'ReverseCashEntry', entryId, reversalId: id, note: '记错', by, today },
          withdraw: { type: 'WithdrawCashEntry', entryId, by, reason: '写错' },
        }
        try {
          events.push(...cashBookDecider.decide(commands[act], fold(cashBookDecider, events), facts))
        } catch (error) {
          if (!(error instanceof Rejected)) throw error
        }
      }
      const counted = events.flatMap((event) => (event.type === 'CashEntrySigned' ? [event.data] : []))
      expect(fold(cashBookDecider, events)?.balanceFen).toBe(counted.reduce((sum, one) => sum + one.amountFen, 0))
      for (const { recordedBy, signedBy, entryId } of counted) {
        expect(recordedBy).not.toBe(signedBy)
        expect(['p1', 'p2']).toContain(signedBy)
        expect(counted.filter((one) => one.entryId === entryId)).toHaveLength(1)
      }
    }),
    seeded(),
  )
})
