/** Whatever is tried in any order by anybody: every fen is accounted for at every event, and no split loses one. */
import { fold, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import type { CollectionCommand } from './collection.commands.ts'
import { collectionDecider } from './collection.decider.ts'
import {
  approve,
  carry,
  close,
  opening,
  pay,
  planBack,
  propose,
  sign,
  signBack,
  spend,
  unit,
} from './collection.fixture.ts'
import { type CollectionState, leftInCollection, type OpenedCollection } from './collection.state.ts'
import type { CollectionEvent } from './events.ts'
import { giveBackShares, sharesOf } from './shares.ts'

const DOORS = Array.from({ length: 7 }, (_, index) => unit(`u${index}`, 4_001 + index * 997))
const facts = { units: DOORS, fundIsOpen: false }
const whole = { ...opening, scope: { kind: 'compound' } } as const

const attempt = fc.record({
  act: fc.constantFrom(
    'pay',
    'pay',
    'pay',
    'credit',
    'spend',
    'sign',
    'propose',
    'approve',
    'plan',
    'back',
    'carry',
    'close',
  ),
  door: fc.integer({ min: 0, max: 6 }),
  entry: fc.nat(),
  by: fc.constantFrom('p1', 'p2', 'p3'),
  amountFen: fc.integer({ min: 1, max: 5_000 }),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer One> ? One : never

function commandOf(
  { act, door, entry, by, amountFen }: Attempt,
  index: number,
  { entries, reversals, giveBack }: OpenedCollection,
): CollectionCommand {
  const id = `x${index}`
  const oneOf = (ids: readonly string[]) => ids[entry % Math.max(1, ids.length)] ?? 'unknown'
  const spendings = [...entries].filter(([, { kind }]) => kind === 'spending').map(([spendingId]) => spendingId)
  const commands: Record<typeof act, CollectionCommand> = {
    pay: pay(id, `u${door}`, amountFen, { by }),
    credit: pay(id, `u${door}`, amountFen, { by, keepCredit: true }),
    spend: spend(id, amountFen, { by }),
    sign: sign(oneOf(spendings), by),
    propose: propose(id, oneOf([...entries.keys()]), by),
    approve: approve(oneOf([...reversals.keys()]), by),
    plan: planBack(id, amountFen % 2 === 0 ? null : amountFen),
    back: signBack(giveBack?.giveBackId ?? 'unknown', by),
    carry: { ...carry, by },
    close: close(amountFen % 2 === 0 ? '不再追收' : null),
  }
  return commands[act]
}

const MUST_HAPPEN: readonly CollectionEvent['type'][] = [
  'CollectionPaymentsRecorded',
  'CollectionSpendingSigned',
  'CollectionPaymentReversed',
  'CollectionSpendingReversed',
  'CollectionGivenBack',
  'CollectionCarriedOver',
  'CollectionClosed',
]

/** The sums said once more, from the events alone. */
function recount(events: readonly CollectionEvent[]) {
  const sums = { paid: 0, spent: 0, back: 0, carried: 0 }
  for (const event of events) {
    if (event.type === 'CollectionPaymentsRecorded') for (const row of event.data.rows) sums.paid += row.amountFen
    if (event.type === 'CollectionPaymentReversed') sums.paid -= event.data.amountFen
    if (event.type === 'CollectionSpendingSigned') sums.spent += event.data.amountFen
    if (event.type === 'CollectionSpendingReversed') sums.spent -= event.data.amountFen
    if (event.type === 'CollectionGivenBack') for (const row of event.data.rows) sums.back += row.amountFen
    if (event.type === 'CollectionCarriedOver') for (const row of event.data.rows) sums.carried += row.amountFen
  }
  return sums
}

function requireAccountedFor(state: OpenedCollection, events: readonly CollectionEvent[]): void {
  const { paid, spent, back, carried } = recount(events)
  expect(leftInCollection(state)).toBe(paid - spent - back - carried)
  expect(leftInCollection(state)).toBeGreaterThanOrEqual(0)
  const doors = [...state.doors.values()]
  expect(doors.reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(paid)
  expect(doors.reduce((sum, { backFen }) => sum + backFen, 0)).toBe(back + carried)
  for (const { paidFen, backFen } of doors) expect(backFen).toBeLessThanOrEqual(paidFen)
  if (state.status === 'closed') expect(leftInCollection(state)).toBe(0)
}

test('random operations: Σ paid − Σ spent − Σ given back − carried over = left at every event, never below zero', () => {
  const happened = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 20, maxLength: 60 }), fc.boolean(), (tries, fundIsOpen) => {
      const withFund = { fundIsOpen, hasAccount: () => true }
      const events: CollectionEvent[] = [...collectionDecider.decide(whole, null, facts)]
      let state: CollectionState = fold(collectionDecider, events)
      for (const [index, one] of tries.entries()) {
        if (!state) throw new TypeError('opened')
        const command = commandOf(one, index, state)
        try {
          const more = collectionDecider.decide(command, state, withFund)
          for (const event of more) {
            events.push(event)
            happened.set(event.type, (happened.get(event.type) ?? 0) + 1)
            state = collectionDecider.evolve(state, event)
            if (state) requireAccountedFor(state, events)
          }
          const isRepeatable = 'spendingId' in command || 'reversalId' in command || command.type === 'RecordPayments'
          if (isRepeatable && state?.status === 'open')
            expect(collectionDecider.decide(command, state, withFund), command.type).toEqual([])
        } catch (error) {
          if (!(error instanceof Rejected)) throw error
        }
      }
      expect(fold(collectionDecider, events)).toEqual(state)
    }),
    seeded(600),
  )
  for (const type of MUST_HAPPEN) expect(happened.get(type) ?? 0, type).toBeGreaterThan(0)
})

const area = fc.integer({ min: 1, max: 20_000 })

test('a total is shared to the fen whatever the order of the doors; by the square metre nobody is two fen off', () => {
  const total = fc.integer({ min: 1, max: 10_000_000 })
  fc.assert(
    fc.property(fc.array(area, { minLength: 1, maxLength: 40 }), total, fc.integer(), (areas, totalFen, seed) => {
      const doors = areas.map((floorArea, index) => unit(`u${index}`, floorArea))
      const shuffled = [...doors].sort(
        (a, b) => ((a.unitId.length * 31 + seed) % 7) - ((b.unitId.length * 17 + seed) % 5),
      )
      for (const by of ['floor-area', 'equal'] as const) {
        const rows = sharesOf({ by, totalFen }, doors)
        expect(rows.reduce((sum, { dueFen }) => sum + (dueFen ?? 0), 0)).toBe(totalFen)
        const again = new Map(sharesOf({ by, totalFen }, shuffled).map((row) => [row.unitId, row.dueFen]))
        expect(rows.every(({ unitId, dueFen }) => again.get(unitId) === dueFen)).toBe(true)
      }
      for (const [index, { dueFen }] of sharesOf({ by: 'square-metre', fen: 333 }, doors).entries())
        expect(Math.abs((dueFen ?? 0) * 100 - (areas[index] ?? 0) * 333)).toBeLessThan(200)
    }),
    seeded(),
  )
})

test('giving back: exactly the sum, nobody more than they paid, credits first, in any order', () => {
  const door = fc.record({
    dueFen: fc.integer({ min: 0, max: 5_000 }),
    paidFen: fc.integer({ min: 0, max: 9_000 }),
    backPart: fc.integer({ min: 0, max: 100 }),
  })
  fc.assert(
    fc.property(fc.array(door, { minLength: 1, maxLength: 20 }), fc.integer({ min: 0, max: 100 }), (made, part) => {
      const doors = made.map(({ dueFen, paidFen, backPart }, index) => ({
        ...{ unitId: `u${index}`, dueFen, paidFen },
        backFen: Math.floor((paidFen * backPart) / 100),
      }))
      const net = doors.reduce((sum, { paidFen, backFen }) => sum + paidFen - backFen, 0)
      const amountFen = Math.floor((net * part) / 100)
      const rows = giveBackShares(doors, amountFen)
      expect(rows.reduce((sum, row) => sum + row.amountFen, 0)).toBe(amountFen)
      const share = new Map(rows.map((row) => [row.unitId, row.amountFen]))
      const creditOf = (one: (typeof doors)[number]) => Math.max(0, one.paidFen - one.backFen - one.dueFen)
      const credit = doors.reduce((sum, one) => sum + creditOf(one), 0)
      for (const one of doors) {
        expect(share.get(one.unitId) ?? 0).toBeLessThanOrEqual(one.paidFen - one.backFen)
        if (amountFen >= credit) expect(share.get(one.unitId) ?? 0).toBeGreaterThanOrEqual(creditOf(one))
      }
      expect(giveBackShares([...doors].reverse(), amountFen)).toEqual(rows)
    }),
    seeded(),
  )
})
