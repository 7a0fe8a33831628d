/** The checks of lists of buildings, units and common parts: all faults at once, against what stands and within the list. */
import type { Day } from '@changxin/shared/kernel'
import type { BuildingRow, CommonPartRow, UnitRow } from './events.ts'
import { rowProblems } from './row-problems.ts'

type Buildings = ReadonlyMap<string, BuildingRow>
type Problems = ReturnType<typeof rowProblems>

/** Full-width digits and letter case do not make another name: `５０２` is `502`. */
const nameKey = (name: string) => name.normalize('NFKC').toLowerCase()

export function doorKey(unit: Pick<UnitRow, 'buildingId' | 'entranceId' | 'door'>): string {
  return JSON.stringify([unit.buildingId, unit.entranceId, nameKey(unit.door)])
}

export function buildingProblems(rows: readonly BuildingRow[], standing: Buildings): Problems {
  const problems = rowProblems()
  const names = new Set([...standing.values()].map((building) => nameKey(building.name)))
  const entranceIds = new Set(
    [...standing.values()].flatMap((building) => building.entrances.map((entrance) => entrance.entranceId)),
  )
  const listedIds = new Set<string>()
  const listedNames = new Set<string>()
  rows.forEach((row, index) => {
    const name = nameKey(row.name)
    if (standing.has(row.buildingId)) problems.add(index, 'buildingId', 'id-taken')
    if (!isNew(listedIds, row.buildingId)) problems.add(index, 'buildingId', 'id-twice')
    if (names.has(name)) problems.add(index, 'name', 'name-taken')
    if (!isNew(listedNames, name)) problems.add(index, 'name', 'name-twice')
    const entranceNames = new Set<string>()
    row.entrances.forEach((entrance, at) => {
      if (!isNew(entranceIds, entrance.entranceId)) problems.add(index, `entrances[${at}].entranceId`, 'id-taken')
      if (!isNew(entranceNames, nameKey(entrance.name))) problems.add(index, `entrances[${at}].name`, 'name-twice')
    })
  })
  return problems
}

export function unitProblems(
  rows: readonly UnitRow[],
  standing: {
    readonly buildings: Buildings
    readonly units: ReadonlyMap<string, UnitRow>
    readonly doors: ReadonlySet<string>
  },
): Problems {
  const problems = rowProblems()
  const listedIds = new Set<string>()
  const listedDoors = new Set<string>()
  rows.forEach((row, index) => {
    const door = doorKey(row)
    checkPlace(row, index, standing.buildings, problems)
    if (standing.units.has(row.unitId)) problems.add(index, 'unitId', 'id-taken')
    if (!isNew(listedIds, row.unitId)) problems.add(index, 'unitId', 'id-twice')
    if (standing.doors.has(door)) problems.add(index, 'door', 'door-taken')
    if (!isNew(listedDoors, door)) problems.add(index, 'door', 'door-twice')
    if (row.floorArea !== null && row.floorAreaSource === null)
      problems.add(index, 'floorAreaSource', 'floor-area-without-source')
    if (row.floorArea === null && row.floorAreaSource !== null)
      problems.add(index, 'floorArea', 'source-without-floor-area')
  })
  return problems
}

export function commonPartProblems(
  rows: readonly CommonPartRow[],
  standing: { readonly buildings: Buildings; readonly parts: ReadonlyMap<string, CommonPartRow> },
  today: Day,
): Problems {
  const problems = rowProblems()
  const listedIds = new Set<string>()
  rows.forEach((row, index) => {
    checkPlace(row, index, standing.buildings, problems)
    if (standing.parts.has(row.partId)) problems.add(index, 'partId', 'id-taken')
    if (!isNew(listedIds, row.partId)) problems.add(index, 'partId', 'id-twice')
    if (row.acceptedOn !== null && row.acceptedOn > today) problems.add(index, 'acceptedOn', 'accepted-in-future')
    if (row.acceptedOn !== null && row.warrantyUntil !== null && row.warrantyUntil < row.acceptedOn) {
      problems.add(index, 'warrantyUntil', 'warranty-before-acceptance')
    }
  })
  return problems
}

function checkPlace(
  row: { readonly buildingId: string | null; readonly entranceId: string | null },
  index: number,
  buildings: Buildings,
  problems: Problems,
): void {
  if (row.buildingId === null) {
    if (row.entranceId !== null) problems.add(index, 'buildingId', 'building-missing')
    return
  }
  const building = buildings.get(row.buildingId)
  if (!building) problems.add(index, 'buildingId', 'building-unknown')
  else if (row.entranceId !== null && !building.entrances.some((entrance) => entrance.entranceId === row.entranceId)) {
    problems.add(index, 'entranceId', 'entrance-unfit')
  }
}

/** Adds it; false when it was there. */
function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
