/** A compound of any size, and what an operation on its fund is made of. */
import { addDays, type Day } from '@changxin/shared/kernel'
import fc from 'fast-check'
import type { SharingUnit } from './collections/shares.ts'
import type { Bookkeeper, RepairFundEvent } from './events.ts'
import type { FundCommand, FundFacts } from './fund.decider.ts'
import type { FundState } from './fund.state.ts'
import { Book } from './ledger/index.ts'
import { defaultFundRule } from './rules/default-fund-rule.ts'
import type { WithdrawalFacts } from './withdrawals/commands.ts'
import type { WithdrawalPlan } from './withdrawals/words.ts'

export const compoundId = 'c1'
export const FIRST_DAY: Day = '2026-01-01'
export const FILE = 'f'.repeat(64)
const UNITS_A_BUILDING = 10
/** From this operation on the last units of the compound are registered too. */
const ALL_THERE = 40
/** Until then the new roof is under warranty. */
const WARRANTY_UNTIL = addDays(FIRST_DAY, 60)

export interface Place {
  readonly units: readonly SharingUnit[]
  readonly floorAreas: ReadonlyMap<string, number>
  readonly bookkeeper: Bookkeeper
}

export function placeOf(size: number, bookkeeper: Bookkeeper = 'owners'): Place {
  const units = Array.from({ length: size }, (_, index) => ({
    ...{ unitId: `u${index}`, buildingId: `b${Math.floor(index / UNITS_A_BUILDING)}`, entranceId: null },
    label: `${index}室`,
    // Areas of every remainder, so that shares do not come out even.
    floorArea: 3_001 + ((index * 7_919) % 9_973),
  }))
  return { units, floorAreas: new Map(units.map(({ unitId, floorArea }) => [unitId, floorArea])), bookkeeper }
}

/** What an operation is made of: whole numbers, read as the operation needs them. */
export interface Draw {
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly fen: number
}
/** Without the leaning of whole numbers towards their ends, which here mean nothing; amounts keep it. */
const whole = fc.noBias(fc.nat({ max: 1_000_000 }))
export const draw: fc.Arbitrary<Draw> = fc.record({
  ...{ kind: whole, a: whole, b: whole },
  fen: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000 })),
})

/** Ids that later operations may be about, in the order in which they came. */
export interface Memory {
  readonly booked: string[]
  readonly receipts: string[]
  readonly losses: string[]
}
export interface Telling {
  readonly place: Place
  /** Of the operation: also its day, and part of every id that it gives. */
  readonly number: number
  readonly today: Day
  readonly state: FundState
  readonly memory: Memory
}
/** Null: nothing to be done of the kind that was drawn. */
export type Told = FundCommand | null
export type Operation = (of: Telling, draw: Draw) => Told

export const dayOfOperation = (number: number): Day => addDays(FIRST_DAY, number)
export const inFund = ({ today }: Telling) => ({ compoundId, today }) as const
export const pick = <Of>(from: readonly Of[], at: number): Of | undefined => from[at % Math.max(1, from.length)]
export const bookAt = (at: number) => Book.options[at % 2] ?? 'commercial'
/** Most money is dated today, some of it earlier. */
export const dayAt = ({ today }: Telling, at: number) => (at % 4 === 0 ? addDays(today, -(at % 40)) : today)
export const unitAt = ({ place }: Telling, at: number) => pick(place.units, at)?.unitId ?? ''
export const buildingAt = ({ place }: Telling, at: number) => pick(place.units, at)?.buildingId ?? ''

/** Most units are there from the first day; some are registered later. */
export function unitsThere({ place, number }: Pick<Telling, 'place' | 'number'>): Place['units'] {
  return number < ALL_THERE ? place.units.slice(0, Math.ceil(place.units.length * 0.7)) : place.units
}

/** What the server would read from its sources for a command. */
export function factsFor(of: Telling, command: FundCommand): FundFacts {
  const units = unitsThere(of)
  const facts = { fundRule: defaultFundRule, floorAreas: of.place.floorAreas, decisionPassed: true, sha256: () => FILE }
  const rows = units.map(({ unitId, buildingId }) => ({ unitId, buildingId }))
  return { ...facts, units: rows, withdrawal: withdrawalFacts(of, command, units) }
}

/** The decision authorises what is planned; now and then a fen less. */
function withdrawalFacts({ state }: Telling, command: FundCommand, units: Place['units']): WithdrawalFacts {
  const known = 'withdrawalId' in command ? state.withdrawals.byId.get(command.withdrawalId) : undefined
  const plan = known?.plan
  const warrantyUntil = plan?.partId === 'new-roof' ? WARRANTY_UNTIL : '2020-12-31'
  const compound = { rule: defaultFundRule, liability: null, mode: 'property-company', units } as const
  return { ...compound, part: { code: 'roof', warrantyUntil }, authorised: plan ? authorisedOf(plan) : null }
}

function authorisedOf({ ground, scope, purpose, budgetFen }: WithdrawalPlan): WithdrawalFacts['authorised'] {
  if (ground.kind !== 'decision' || ground.authorisation === null) return null
  const decided = { ...ground.authorisation, compoundId, on: FIRST_DAY, scope, purpose }
  const upToFen = budgetFen - (isOverAuthorised(budgetFen) ? 1 : 0)
  return { ...decided, budgetFen: upToFen, requestId: null, contractor: null, annulled: false }
}
export const isOverAuthorised = (budgetFen: number) => budgetFen % 13 === 1

export function remember({ booked, receipts, losses }: Memory, event: RepairFundEvent): void {
  booked.push(...bookedIds(event))
  if (event.type === 'SuspenseReceived') receipts.push(...event.data.rows.map(({ entryId }) => entryId))
  if (event.type === 'BuildingLost')
    losses.push(...[...event.data.units, ...event.data.sellers].map(({ entryId }) => entryId))
}

/** What of an event can be taken back by its id. */
export function bookedIds(event: RepairFundEvent): readonly string[] {
  switch (event.type) {
    case 'ContributionsRecorded':
    case 'SuspenseAssigned':
      return event.data.rows.map(({ entryId }) => entryId)
    case 'IncomeReceived':
      return [event.data.incomeId]
    case 'PoolDistributed':
      return [event.data.distributionId]
    case 'PaymentMade':
      return [event.data.paymentId]
    case 'SellerDeposited':
      return [event.data.depositId]
    default:
      return []
  }
}
