/** Finds the unit that a text means, or says which units it may mean: money is never guessed onto an account. */
import type { Id } from '@changxin/shared/kernel'
import { addressesIn, namesNoBuilding, partsOf } from './door-text.ts'
import { MAX_CANDIDATES } from './words.ts'

export interface Door {
  readonly unitId: Id
  readonly building: string
  /** Null where the building has no entrances, or they are not registered. */
  readonly entrance: string | null
  readonly door: string
}

export type Found =
  | { readonly unitId: Id }
  /** None, or several that it may mean. */
  | { readonly candidates: readonly Id[] }

export interface DoorIndex {
  /** By our own number of the unit. */
  byId(text: string): Found
  /** By an address that says nothing else: `1-2-301`, `1幢2单元301室`, `3号楼301`. */
  byPlace(text: string): Found
  /** By an address that stands somewhere in a remark. */
  byRemark(text: string): Found
}

type Index = ReadonlyMap<string, readonly Id[]>

const NOBODY: Found = { candidates: [] }
export const isSome = (found: Found) => 'unitId' in found || found.candidates.length > 0
const keyOf = (parts: readonly string[]) => parts.join('-')
const hasDigit = (part: string | undefined) => /[\da-z]/.test(part ?? '')
/** A word that may stand before an address and is no part of it: a street, a community, the compound. */
const LOCALITY = /(?:省|市|区|县|镇|乡|路|街|巷|道|村|社区|小区|花园|苑|园|城|里)$/

export function indexDoors(doors: readonly Door[], compoundName = ''): DoorIndex {
  const known = new Set(doors.map(({ unitId }) => unitId))
  const whole = mapBy(doors, ({ building, entrance, door }) => `${building} ${entrance ?? ''} ${door}`)
  const inBuilding = mapBy(doors, ({ building, door }) => `${building} ${door}`)
  const inEntrance = mapBy(doors, ({ entrance, door }) => `${entrance ?? ''} ${door}`)
  const alone = mapBy(doors, ({ door }) => door)
  const ownWords = new Set(doors.flatMap(({ building, entrance, door }) => partsOf(`${building} ${entrance} ${door}`)))
  const nameParts = new Set(partsOf(compoundName))

  const mayPrecede = (part: string) =>
    !ownWords.has(part) && !hasDigit(part) && (LOCALITY.test(part) || nameParts.has(part))

  /** A person's name behind the door, a street before it. */
  function bare(parts: readonly string[]): readonly string[] {
    let from = 0
    let until = parts.length
    while (from < until && mayPrecede(parts[from] ?? '')) from++
    while (until > from && !hasDigit(parts[until - 1]) && !ownWords.has(parts[until - 1] ?? '')) until--
    return parts.slice(from, until)
  }

  function byPlace(text: string): Found {
    const parts = bare(partsOf(text))
    if (namesNoBuilding(text)) return find(parts, [inEntrance])
    return find(parts, parts.length > 1 ? [whole, inBuilding, alone] : [alone])
  }

  function byRemark(text: string): Found {
    const units = new Set<Id>()
    for (const address of addressesIn(text)) {
      const found = find(partsOf(address), [whole, inBuilding])
      for (const id of 'unitId' in found ? [found.unitId] : found.candidates) units.add(id)
    }
    return oneOf([...units])
  }

  const byId = (text: string): Found => (known.has(text) ? { unitId: text } : NOBODY)
  return { byId, byPlace, byRemark }
}

function mapBy(doors: readonly Door[], say: (door: Door) => string): Index {
  const map = new Map<string, Id[]>()
  for (const door of doors) {
    const key = keyOf(partsOf(say(door)))
    const same = map.get(key)
    if (same) same.push(door.unitId)
    else map.set(key, [door.unitId])
  }
  return map
}

/** The first index that knows the address decides: with its entrance it is clearer than without. */
function find(parts: readonly string[], indices: readonly Index[]): Found {
  if (parts.length === 0) return NOBODY
  for (const index of indices) {
    const found = oneOf([...new Set(index.get(keyOf(parts)) ?? [])])
    if (isSome(found)) return found
  }
  return NOBODY
}

function oneOf(units: readonly Id[]): Found {
  const [only] = units
  return units.length === 1 && only !== undefined ? { unitId: only } : { candidates: units.slice(0, MAX_CANDIDATES) }
}
