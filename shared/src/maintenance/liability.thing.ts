/** Whose the broken thing is, by where and what was reported; and which registered common part it can be. */
import type { Id } from '@changxin/shared/kernel'
import type { CommonPartKind, CommonPartRow } from '@changxin/shared/places'
import type { Category, RequestPlace } from './events.ts'
import type { MissingFact, StatedFact } from './liability.events.ts'

/**
 * `care`: daily upkeep, the manager's; `equipment`: the manager's too, else as costly as `substance`: repairs that daily
 * upkeep does not cover; `service`: nothing is broken, something was not done.
 */
export type Work = 'care' | 'equipment' | 'substance' | 'service'

export interface Thing {
  readonly of: 'one-owner' | 'utility' | 'all-owners' | 'unknown'
  readonly work: Work
  /** It can be a utility's at all: a lamp may be the street's, a roof never. */
  readonly maybeUtility: boolean
  /** What would change the answer. */
  readonly missing: readonly MissingFact[]
}

const WORK_OF_PART: Readonly<Record<CommonPartKind, Work>> = {
  roof: 'substance',
  'external-wall': 'substance',
  structure: 'substance',
  stairwell: 'care',
  'entrance-door': 'care',
  lift: 'equipment',
  'fire-system': 'equipment',
  'water-supply': 'substance',
  drain: 'care',
  'septic-tank': 'care',
  power: 'substance',
  lighting: 'care',
  road: 'substance',
  green: 'care',
  'wall-fence': 'substance',
  security: 'care',
  parking: 'care',
  charging: 'equipment',
  fitness: 'care',
  other: 'care',
}

/** The kinds of common part that a category speaks of; the first one says what work it is. */
const PARTS_OF: Readonly<Record<Category, readonly CommonPartKind[]>> = {
  water: ['water-supply'],
  drain: ['drain', 'septic-tank'],
  power: ['power'],
  lighting: ['lighting'],
  'roof-leak': ['roof'],
  wall: ['external-wall', 'structure'],
  stairwell: ['stairwell'],
  door: ['entrance-door'],
  lift: ['lift'],
  fire: ['fire-system'],
  road: ['road'],
  green: ['green'],
  sanitation: [],
  security: ['security'],
  parking: ['parking', 'charging'],
  other: [],
}

/** Kinds that municipal or utility companies run in some places. */
const UTILITY_PARTS: ReadonlySet<CommonPartKind> = new Set([
  'water-supply',
  'drain',
  'septic-tank',
  'power',
  'lighting',
  'road',
  'fire-system',
  'charging',
  'other',
])
const SUPPLY_PARTS: ReadonlySet<CommonPartKind> = new Set(['water-supply', 'power'])

/** Reported at a door, these are first of all the unit's own; each with the question that would change it. */
const INSIDE_UNIT: Readonly<Partial<Record<Category, MissingFact>>> = {
  water: 'meter-side',
  power: 'meter-side',
  drain: 'main-or-branch',
  lighting: 'which-thing',
  other: 'which-thing',
}

export interface Reported {
  readonly place: RequestPlace['kind']
  readonly category: Category
  /** Of the part that the request names. */
  readonly partKind: CommonPartKind | null
  readonly stated: readonly StatedFact[]
}

/** A suggestion where it lists what is missing; what the desk states is taken as known. */
export function thingOf(reported: Reported): Thing {
  const kind = reported.place === 'common-part' ? reported.partKind : null
  const guess = reported.category === 'sanitation' ? SERVICE : kind ? ofPart(kind) : atPlace(reported)
  return reported.stated.includes('common-part') ? { ...guess, of: 'all-owners', missing: [] } : guess
}

const SERVICE: Thing = { of: 'all-owners', work: 'service', maybeUtility: false, missing: [] }

function ofPart(kind: CommonPartKind): Thing {
  const isSupply = SUPPLY_PARTS.has(kind)
  return {
    of: isSupply ? 'utility' : 'all-owners',
    work: WORK_OF_PART[kind],
    maybeUtility: UTILITY_PARTS.has(kind),
    missing: isSupply ? ['handed-over'] : [],
  }
}

function atPlace({ place, category }: Reported): Thing {
  const inUnit = place === 'unit' ? INSIDE_UNIT[category] : undefined
  const [kind] = PARTS_OF[category]
  const shared: Thing = kind ? ofPart(kind) : { ...ofPart('other'), of: 'unknown', missing: ['which-thing'] }
  if (inUnit) return { ...shared, of: 'one-owner', missing: [inUnit] }
  // 墙面 at a door may be the room's own wall or the outer one.
  if (place === 'unit' && category === 'wall') return { ...shared, of: 'unknown', missing: ['which-thing'] }
  return shared
}

/** Where a request is: its place and what that lies in. */
export interface Where {
  readonly buildingId: Id | null
  readonly entranceId: Id | null
}
type Registered = Pick<CommonPartRow, 'partId' | 'kind' | 'buildingId' | 'entranceId' | 'acceptedOn' | 'warrantyUntil'>

/**
 * The registered parts that a request can be about: of a kind that its category speaks of, where it is. What lies nearest
 * goes first; a report of a whole building or compound may mean something within it, where it has none of its own.
 */
export function partsFor<Part extends Registered>(parts: readonly Part[], category: Category, where: Where): Part[] {
  const fitting = parts.filter((part) => PARTS_OF[category].includes(part.kind))
  const levels = levelsOf(where).map((level) => fitting.filter(level))
  return levels.find((level) => level.length > 0) ?? []
}

function levelsOf({ buildingId, entranceId }: Where): readonly ((part: Registered) => boolean)[] {
  const ofCompound = (part: Registered) => part.buildingId === null
  if (buildingId === null) return [ofCompound, () => true]
  const inBuilding = (part: Registered) => part.buildingId === buildingId
  const ofBuilding = (part: Registered) => inBuilding(part) && part.entranceId === null
  const nearest =
    entranceId === null ? [ofBuilding, inBuilding] : [(part: Registered) => part.entranceId === entranceId, ofBuilding]
  return [...nearest, ofCompound]
}
