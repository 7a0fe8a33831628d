/** A fund to which any commands happen: each is decided, folded, written into a second book, and looked at. */
import { type Day, Rejected } from '@changxin/shared/kernel'
import { expect } from 'vitest'
import { bankFenAt } from './closing/reconcile.decide.ts'
import { type RepairFundEvent, repairFundEvents } from './events.ts'
import { type FundCommand, fundDecider } from './fund.decider.ts'
import { evolve, type FundState, initial } from './fund.state.ts'
import { Book } from './ledger/index.ts'
import { expectBondsHeld, expectLaws } from './ledger.laws.fixture.ts'
import { faultInFull, faultOf, naiveBook, tellNaively } from './ledger.naive.fixture.ts'
import { operationOf } from './ledger.operations.fixture.ts'
import {
  type Draw,
  dayOfOperation,
  factsFor,
  type Memory,
  type Place,
  remember,
  type Telling,
} from './ledger.telling.fixture.ts'
import { expectRestored, touchedBy } from './ledger.undone.fixture.ts'

/** As the log would hold it: with its day and who did it, so that a replay knows what the decider knew. */
export type Logged = RepairFundEvent & {
  readonly metadata: { readonly occurredAt: string; readonly actor: string; readonly commandId: string }
}
export interface Tally {
  asked: number
  taken: number
}
export interface Story {
  readonly log: readonly Logged[]
  /** Of each event. */
  readonly days: readonly Day[]
  readonly state: FundState
  /** The fund as it stood at the end of the day of this operation, after so many events. */
  readonly mark: { readonly state: FundState; readonly events: number }
  readonly tally: ReadonlyMap<FundCommand['type'], Tally>
  readonly restored: number
}

/** Every account is counted anew after so many operations, and at the end. */
const STRIDE = 25
/** One decision in so many is taken back on the side. */
const UNDONE = 4
const schemas = new Map(repairFundEvents.map(({ type, schema }) => [type as string, schema]))

/** Null: refused, which is an answer; anything else that is thrown is a fault. */
function decided(command: FundCommand, of: Telling): readonly RepairFundEvent[] | null {
  try {
    return fundDecider.decide(command, of.state, factsFor(of, command))
  } catch (error) {
    if (error instanceof Rejected) return null
    throw error
  }
}

export const actorOf = (command: FundCommand) => ('by' in command ? command.by : 'clerk')

export function tell(place: Place, draws: readonly Draw[], markAt = 0): Story {
  const log: Logged[] = []
  const days: Day[] = []
  const tally = new Map<FundCommand['type'], Tally>()
  const memory: Memory = { booked: [], receipts: [], losses: [] }
  const naive = naiveBook()
  const closed: { readonly through: Day; readonly bankFen: readonly number[] }[] = []
  let state: FundState = initial
  let mark = { state, events: 0 }
  let restored = 0
  for (const [number, drawn] of draws.entries()) {
    const of: Telling = { place, number, today: dayOfOperation(number), state, memory }
    const command = operationOf(of, drawn)
    const counted = tally.get(command.type) ?? { asked: 0, taken: 0 }
    const events = decided(command, of)
    counted.asked += 1
    tally.set(command.type, counted)
    if (events !== null && events.length > 0) {
      counted.taken += 1
      const before = state
      for (const event of events) {
        schemas.get(event.type)?.parse(event.data)
        const metadata = { occurredAt: `${of.today}T04:00:00.000Z`, actor: actorOf(command), commandId: `cmd${number}` }
        log.push({ ...event, metadata })
        days.push(of.today)
        state = evolve(state, { ...event, metadata })
        remember(memory, event)
        tellNaively(naive, event)
      }
      expect(faultOf(state.ledger, naive, touchedBy(events)), command.type).toBeUndefined()
      const facts = factsFor(of, command)
      const what = { command, facts, before, events, after: state }
      expectLaws(what)
      expectBondsHeld(state)
      if (drawn.b % UNDONE === 0 && expectRestored(what, of.today)) restored += 1
      expect(fundDecider.decide(command, state, facts), `${command.type} again`).toEqual([])
      for (const event of events)
        if (event.type === 'PeriodClosed')
          closed.push({ through: event.data.through, bankFen: banksAt(state, event.data.through) })
    }
    if (number % STRIDE === 0) expect(faultInFull(state.ledger, naive)).toBeUndefined()
    if (number === markAt) mark = { state, events: log.length }
  }
  expect(faultInFull(state.ledger, naive)).toBeUndefined()
  // What was closed stays as it was.
  for (const { through, bankFen } of closed) expect(banksAt(state, through), through).toEqual(bankFen)
  return { log, days, state, mark, tally, restored }
}

const banksAt = (state: FundState, day: Day) => Book.options.map((book) => bankFenAt(state, book, day))

/** What a story must have met to have shown something; each by what its events say. */
export const MEETINGS: Readonly<Record<string, (event: RepairFundEvent) => boolean>> = {
  'a reversal of spent money raised a claim': (event) => event.type === 'BookingReversed' && event.data.owed.length > 0,
  'later money completed a reversal': (event) => event.type === 'BookingReversed' && event.data.proposalId === null,
  'a distribution was taken back': (event) => event.type === 'BookingReversed' && event.data.account === 'fund',
  'a payment came back to its bearers': (event) =>
    event.type === 'BookingReversed' && event.data.units.some(({ amountFen }) => amountFen > 0),
  'more was advanced than the works cost': (event) => event.type === 'SettlementBalanced' && event.data.returnedFen > 0,
  'an advance was paid': (event) => event.type === 'PaymentMade' && event.data.kind === 'advance',
  'many units paid at once': (event) => event.type === 'PaymentMade' && event.data.units.length > 20,
  'a seller of public housing bore its part': (event) => event.type === 'PaymentMade' && event.data.sellers.length > 0,
  'a unit was divided': (event) => event.type === 'AccountsRearranged' && event.data.kind === 'split',
  'units were joined': (event) => event.type === 'AccountsRearranged' && event.data.kind === 'merge',
  'a closed account opened again': ({ type }) => type === 'AccountsReopened',
  'a building was lost and its owners paid': ({ type }) => type === 'LossPaid',
  'money for a closed account waited in suspense': (event) =>
    event.type === 'SuspenseReceived' && event.data.receiptId.startsWith('k'),
  'bonds were paid back': (event) => event.type === 'AssetsMoved' && event.data.from === 'bonds',
  'a settlement was covered by the compound': ({ type }) => type === 'ShortfallCovered',
  'an application was returned': ({ type }) => type === 'ApplicationReturned',
  'units came later': ({ type }) => type === 'UnitAccountsOpened',
}
