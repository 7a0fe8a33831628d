/** What decisions rest on outside of their stream, read from the source streams: a vote does not rest on a view. */
import {
  type CalledBy,
  type DecisionFacts,
  type DecisionScope,
  type Effect,
  type Item,
  type KnownDecision,
  type Marks,
  type RollUnit,
  rollOf,
} from '@changxin/shared/decisions'
import { isKeyPair, openBallots } from '@changxin/shared/decisions/sealing'
import type { Day } from '@changxin/shared/kernel'
import { relationsOn, unitsOf } from '@changxin/shared/places'
import { grantCovers, type Locate } from '../access/may.ts'
import type { CommandStore } from '../commands/store.ts'
import { Requests } from '../maintenance/index.ts'
import { Operators } from '../management/index.ts'
import { Access, Person } from '../people/index.ts'
import { Compounds, Units } from '../places/index.ts'
import { Demands } from './demand/demand.aggregates.ts'

/** Streams of units that are read at once. */
const READ_AT_ONCE = 64

type FactsFor<Type> = Extract<NonNullable<DecisionFacts>, { for: Type }>

/** The units in scope in the order of registration, with their owners of the day. */
export async function rollFor(
  store: CommandStore,
  { compoundId, scope, day, unsoldUnitIds }: RollOf,
): Promise<RollUnit[]> {
  const { state: compound } = await store.load(Compounds, compoundId)
  const units = unitsOf(compound).filter((unit) => isInScope(unit, scope))
  const relations: Parameters<typeof rollOf>[0]['relations'][number][] = []
  for (let from = 0; from < units.length; from += READ_AT_ONCE) {
    const read = units.slice(from, from + READ_AT_ONCE).map(({ unitId }) => store.load(Units, unitId))
    for (const { state } of await Promise.all(read)) relations.push(...relationsOn(state, day))
  }
  return rollOf({
    units: units.map(({ unitId, floorArea, source }) => ({ unitId, floorArea, floorAreaSource: source })),
    relations,
    unsoldUnitIds: new Set(unsoldUnitIds),
  })
}
interface RollOf {
  readonly compoundId: string
  readonly scope: DecisionScope
  readonly day: Day
  readonly unsoldUnitIds: readonly string[]
}

interface Placed {
  readonly unitId: string
  readonly buildingId: string
  readonly entranceId: string | null
}
function isInScope(unit: Placed, scope: DecisionScope): boolean {
  if (scope.kind === 'compound') return true
  if (scope.kind === 'units') return scope.unitIds.includes(unit.unitId)
  if (unit.buildingId !== scope.buildingId) return false
  return scope.kind === 'building' || unit.entranceId === scope.entranceId
}

/** A demand of this compound that was not given up; one that has not reached its share yet is answered when it does. */
export async function demandStands(store: CommandStore, compoundId: string, calledBy: CalledBy): Promise<boolean> {
  if (calledBy.kind !== 'owners' || calledBy.demandId === null) return true
  const { state: demand } = await store.load(Demands, calledBy.demandId)
  return demand !== null && demand.compoundId === compoundId && demand.status !== 'closed'
}

/** Items whose effect names somebody or something that there is not, or not in this compound. */
export async function unknownItems(
  store: CommandStore,
  compoundId: string,
  items: readonly Item[],
): Promise<readonly string[]> {
  const known = await Promise.all(items.map(({ effect }) => isKnown(store, compoundId, effect)))
  return items.filter((_, index) => !known[index]).map(({ itemId }) => itemId)
}

async function isKnown(store: CommandStore, compoundId: string, effect: Effect | null): Promise<boolean> {
  if (effect?.kind === 'seat') return (await store.load(Person, effect.personId)).state !== null
  // One of another kind could never take over by that mode, however the owners voted.
  if (effect?.kind === 'manager') return (await store.load(Operators, effect.operatorId)).state?.kind === effect.mode
  if (effect?.kind !== 'fund-use' || effect.requestId === null) return true
  const { state: request } = await store.load(Requests, effect.requestId)
  return request.status !== 'none' && request.compoundId === compoundId
}

/** Who of the chosen cannot count, and why. */
export async function counterFacts(
  store: CommandStore,
  { core }: Pick<KnownDecision, 'core'>,
  counterIds: readonly string[],
  locate: Locate,
): Promise<FactsFor<'NameCounters'>> {
  const candidates = core.items.flatMap(({ effect }) => (effect?.kind === 'manager' ? [effect.operatorId] : []))
  const read = await Promise.all(
    counterIds.map(async (personId) => {
      const { state: person } = await store.load(Person, personId)
      const { state: access } = await store.load(Access, personId)
      const grants = [...access.grants].map(([grantId, grant]) => ({ grantId, ...grant }))
      const manages = grants.some(
        ({ role, ...grant }) =>
          role === 'manager' &&
          (grantCovers({ role, ...grant }, { compoundId: core.compoundId }, locate) ||
            (grant.scope.kind === 'operator' && candidates.includes(grant.scope.id))),
      )
      const administers = grants.some(({ role }) => role === 'administrator')
      return { personId, unknown: person === null || access.erased, administers, manages }
    }),
  )
  const those = (which: 'unknown' | 'administers' | 'manages') =>
    read.filter((one) => one[which]).map(({ personId }) => personId)
  return {
    for: 'NameCounters',
    unknownIds: those('unknown'),
    administratorIds: those('administers'),
    managerIds: those('manages'),
  }
}

/** Does the secret belong to the key of this decision? */
export async function keyFacts(state: KnownDecision | null, secretKey: string): Promise<FactsFor<'ReleaseKey'>> {
  const publicKey = state?.core.key?.publicKey
  return { for: 'ReleaseKey', fits: publicKey !== undefined && (await isKeyPair({ publicKey, secretKey })) }
}

/** Screen ballots as the released key opens them; what it does not open is void. */
export async function countFacts(state: KnownDecision | null): Promise<FactsFor<'CountVotes'>> {
  const secretKey = state?.core.secretKey ?? null
  if (!state || secretKey === null) return { for: 'CountVotes', opened: new Map() }
  const screen = [...state.ballots.values()].filter((ballot) => ballot.kind === 'screen')
  const { decisionId, items } = state.core
  const opened = await openBallots(screen, { decisionId, itemIds: items.map(({ itemId }) => itemId), secretKey })
  return { for: 'CountVotes', opened: new Map<string, Marks | null>(opened.map((one) => [one.ballotId, one.marks])) }
}
