/**
 * Any operations on any fund: after each one the books balance, the identity holds and nobody is below zero; the events
 * alone give the same fund again, up to any day. Small in the ordinary run; `npm run hunt:fund` sets FUND_OPERATIONS to
 * 100,000 operations or more (and FUND_SEED to look elsewhere), over compounds of up to 2,000 units.
 */
import { addDays, type Day, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valuesOf } from './bucket-map.ts'
import { FundOpened, type RepairFundEvent } from './events.ts'
import { type FundCommand, fundDecider } from './fund.decider.ts'
import { evolve, type FundState, initial } from './fund.state.ts'
import { unsoundnessInFull } from './ledger/index.ts'
import {
  bookedIds,
  compoundId,
  contribute,
  type Draw,
  draw,
  FIRST_DAY,
  income,
  operationOf,
  type Place,
  placeOf,
  type Telling,
  type Told,
} from './ledger.operations.fixture.ts'

const SEED = Number(process.env.FUND_SEED ?? 20_261_121)
const OPERATIONS = Number(process.env.FUND_OPERATIONS ?? 4_000)
const OPERATIONS_A_RUN = 200
const RUNS = Math.max(8, Math.ceil(OPERATIONS / OPERATIONS_A_RUN))
/** Large compounds cost most: one in so many. */
const SIZES = [1, 2, 3, 7, 30, 30, 200, 2_000] as const
const TIME_LIMIT_MS = 3_600_000

const isEvent = (told: FundCommand | RepairFundEvent): told is RepairFundEvent => 'data' in told

/** What the decider answers; a refusal is an answer, anything else that is thrown is a fault. */
function eventsOf(told: Exclude<Told, null>, { state, place }: Telling): readonly RepairFundEvent[] {
  if (isEvent(told)) return [told]
  try {
    return fundDecider.decide(told, state, place.facts)
  } catch (error) {
    if (error instanceof Rejected) return []
    throw error
  }
}

interface Story {
  readonly log: readonly RepairFundEvent[]
  /** After each event, and on which day it came. */
  readonly states: readonly FundState[]
  readonly days: readonly Day[]
  readonly types: ReadonlyMap<string, number>
  readonly operations: number
}

function tell(place: Place, draws: readonly Draw[]): Story {
  const opened = FundOpened({
    compoundId,
    openedOn: FIRST_DAY,
    bookkeeper: 'owners',
    ground: '决定',
    rows: [...place.units],
  })
  const log: RepairFundEvent[] = [opened]
  const states: FundState[] = [evolve(initial, opened)]
  const days: Day[] = [FIRST_DAY]
  const types = new Map<string, number>()
  for (const [number, drawn] of draws.entries()) {
    const today = addDays(FIRST_DAY, number)
    const state = states.at(-1) ?? initial
    const of = { place, number, today, state, log }
    const told = operationOf(of, drawn)
    if (told === null) continue
    const events = eventsOf(told, of)
    for (const event of events) {
      const next = evolve(states.at(-1) ?? initial, event)
      log.push(event)
      states.push(next)
      days.push(today)
      types.set(event.type, (types.get(event.type) ?? 0) + 1)
    }
    // Only whole commands leave a fund that adds up: between their events a claim may not be taken yet.
    expect(unsoundnessInFull(states.at(-1)?.ledger ?? initial.ledger)).toBeUndefined()
    if (!isEvent(told) && events.length > 0)
      expect(fundDecider.decide(told, states.at(-1) ?? initial, place.facts), `${told.type} again`).toEqual([])
  }
  return { log, states, days, types, operations: draws.length }
}

const balances = ({ ledger }: FundState) =>
  [...valuesOf(ledger.accounts)].map(([unitId, { balanceFen }]) => [unitId, balanceFen] as const).sort()

describe('any operations', () => {
  const seen = new Map<string, number>()
  let operationsDone = 0
  test(
    `${RUNS * OPERATIONS_A_RUN} of them: books, identity, nobody below zero, and the events alone give the same`,
    () => {
      let run = 0
      fc.assert(
        fc.property(
          fc.array(draw, { minLength: OPERATIONS_A_RUN, maxLength: OPERATIONS_A_RUN, size: 'max' }),
          fc.nat({ max: 1_000 }),
          (draws, at) => {
            const place = placeOf(SIZES[run++ % SIZES.length] ?? 1)
            const story = tell(place, draws)
            for (const [type, count] of story.types) seen.set(type, (seen.get(type) ?? 0) + count)
            operationsDone += story.operations
            // A replay gives the same, to the last map.
            const replayed = story.log.reduce(evolve, initial)
            expect(replayed).toEqual(story.states.at(-1))
            // And so does one up to the end of any day.
            const day = addDays(FIRST_DAY, at % OPERATIONS_A_RUN)
            const upTo = story.days.findLastIndex((on) => on <= day)
            const then = story.log.slice(0, upTo + 1).reduce(evolve, initial)
            expect(balances(then)).toEqual(balances(story.states[upTo] ?? initial))
            expect(then.ledger.held).toEqual(story.states[upTo]?.ledger.held)
            expect(then.ledger.totals).toEqual(story.states[upTo]?.ledger.totals)
          },
        ),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      )
    },
    TIME_LIMIT_MS,
  )
  test('the runs do something of everything', () => {
    expect(operationsDone).toBeGreaterThanOrEqual(RUNS * OPERATIONS_A_RUN)
    for (const type of [
      'ContributionsRecorded',
      'IncomeReceived',
      'PoolDistributed',
      'PaymentMade',
      'AssetsMoved',
      'SuspenseAssigned',
      'SuspenseReturned',
      'SellerDeposited',
      'ReversalRefused',
      'BookingReversed',
      'AccountsRearranged',
      'BuildingLost',
      'LossPaid',
    ])
      expect(seen.get(type) ?? 0, type).toBeGreaterThan(0)
  })
})

test('what is taken back before anything is spent leaves every account as it was', () => {
  fc.assert(
    fc.property(
      fc.array(draw, { minLength: 1, maxLength: 12 }),
      draw,
      fc.constantFrom(1, 3, 30),
      (draws, drawn, size) => {
        const place = placeOf(size)
        // Nothing is spent in this story, so that nothing of it can be owed.
        const before =
          tell(
            place,
            draws.map((each) => ({ ...each, kind: each.kind % 18 })),
          ).states.at(-1) ?? initial
        const of = { place, number: 900, today: addDays(FIRST_DAY, 900), state: before, log: [] }
        const entry = eventsOf(contribute(of, drawn) as FundCommand, of)
        const after = entry.reduce(evolve, before)
        let undone = after
        for (const [index, reversesId] of entry.flatMap(bookedIds).entries()) {
          const about = { compoundId, today: of.today, proposalId: `p${index}` }
          const what = { reversesId, amountFen: null, cameBackOn: null, reason: '错', by: 'anna' }
          const commands: FundCommand[] = [
            { type: 'ProposeReversal', ...about, ...what },
            { type: 'ApproveReversal', ...about, reversalId: `r${index}`, by: 'bert', approver: 'subdistrict' },
          ]
          for (const command of commands)
            undone = fundDecider.decide(command, undone, place.facts).reduce(evolve, undone)
        }
        expect(balances(undone)).toEqual(balances(before))
        expect(undone.ledger.held).toEqual(before.ledger.held)
        expect(undone.ledger.totals.commercial.bank ?? 0).toBe(before.ledger.totals.commercial.bank ?? 0)
      },
    ),
    { seed: SEED, numRuns: 60 },
  )
})

test('shares do not depend on the order in which units were registered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 6 }), (fen, turn) => {
      const { units, facts } = placeOf(7)
      const sharesWith = (rows: typeof units) => {
        const opened = FundOpened({
          compoundId,
          openedOn: FIRST_DAY,
          bookkeeper: 'owners',
          ground: '决定',
          rows: [...rows],
        })
        const of = { place: { units, facts }, number: 1, today: FIRST_DAY, state: evolve(initial, opened), log: [] }
        const came = eventsOf(income(of, { kind: 0, a: 1, b: 0, fen }) as FundCommand, of).reduce(evolve, of.state)
        const whole = came.ledger.held.commercial.compoundFen
        const base = {
          distributionId: 'd',
          from: 'compound',
          book: 'commercial',
          on: FIRST_DAY,
          decisionId: null,
          note: null,
        } as const
        const split = { key: 'floor-area', amountFen: whole } as const
        return fundDecider.decide({ type: 'DistributePool', compoundId, today: FIRST_DAY, ...base, split }, came, facts)
      }
      expect(sharesWith([...units.slice(turn), ...units.slice(0, turn)])).toEqual(sharesWith(units))
    }),
    { seed: SEED, numRuns: 100 },
  )
})
