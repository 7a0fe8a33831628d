/**
 * A pasted list of units, `building, entrance, door, floor, floor area in m²` a line: exact areas, and every line that is
 * unclear is named.
 */
import { exactInteger, UnitFloorArea } from '@changxin/shared/kernel'
import { MAX_ROWS } from '@changxin/shared/places'

export type UnitProblem =
  | 'columns'
  | 'no-building'
  | 'building-unknown'
  | 'building-unclear'
  | 'entrance-unknown'
  | 'no-door'
  | 'door-long'
  | 'bad-floor'
  | 'bad-area'
  | 'twice'
  | 'too-many'

export interface KnownBuilding {
  readonly id: string
  readonly name: string
  readonly entrances: readonly { readonly id: string; readonly name: string }[]
}
export interface UnitLine {
  /** 1-based line of the text. */
  readonly line: number
  readonly label: string
  readonly buildingId: string
  readonly entranceId: string | null
  readonly door: string
  readonly floor: number | null
  /** 0.01 m² */
  readonly floorArea: number | null
}
export interface LineProblem {
  readonly line: number
  readonly text: string
  readonly problem: UnitProblem
}
export interface UnitList {
  readonly rows: readonly UnitLine[]
  readonly problems: readonly LineProblem[]
  /** 0.01 m² */
  readonly floorArea: number
}

const COLUMNS = { least: 3, most: 5 }
const MAX_DOOR = 20
const FLOORS = { lowest: -9, highest: 120 }

/** Full-width letters and digits, odd minus signs and letter case make no difference. */
const plain = (text: string) => text.normalize('NFKC').replaceAll('−', '-').trim()
/** `3号楼`, `03栋`, `3` are one building; `2单元`, `2` one entrance. */
const nameKey = (name: string) =>
  plain(name)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/(?:号楼|单元|[栋幢座楼门#])$/, '')
    .replace(/^0+(?=\d)/, '')

export function readUnitList(text: string, buildings: readonly KnownBuilding[]): UnitList {
  const rows: UnitLine[] = []
  const problems: LineProblem[] = []
  const doors = new Set<string>()
  for (const { line, text: written, cells } of linesOf(text)) {
    const read = rows.length >= MAX_ROWS ? 'too-many' : unitOf(cells, buildings)
    const key =
      typeof read === 'string' ? '' : JSON.stringify([read.buildingId, read.entranceId, read.door.toLowerCase()])
    if (typeof read === 'string') problems.push({ line, text: written, problem: read })
    else if (doors.has(key)) problems.push({ line, text: written, problem: 'twice' })
    else rows.push({ line, ...read })
    doors.add(key)
  }
  return { rows, problems, floorArea: rows.reduce((sum, row) => sum + (row.floorArea ?? 0), 0) }
}

function linesOf(text: string) {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((one, index) => ({ line: index + 1, text: one.trim(), cells: cellsOf(one) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = lines
  return first && isHeader(first.cells) ? lines.slice(1) : lines
}

const isHeader = (cells: readonly string[]) =>
  cells.length > 1 &&
  cells.every((cell) => !/\d/.test(cell.replace(/m2/gi, ''))) &&
  /楼|栋|幢|building/i.test(cells[0] ?? '')

/** Tabs as Excel pastes them, else commas of any width with quotes; nothing is lost but empty cells at the end. */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t') ? line.split('\t').map(unquoted) : commaCells(line)
  const trimmed = cells.map(plain)
  return trimmed.slice(0, trimmed.findLastIndex((cell) => cell !== '') + 1)
}

const unquoted = (cell: string) => cell.trim().replace(/^"(.*)"$/, '$1')

function commaCells(line: string): string[] {
  const cells = ['']
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && /[,，;；]/.test(letter)) cells.push('')
    else cells[cells.length - 1] += letter
  }
  return cells
}

function unitOf(cells: readonly string[], buildings: readonly KnownBuilding[]): Omit<UnitLine, 'line'> | UnitProblem {
  const [buildingName = '', entranceName = '', door = '', floorText = '', areaText = ''] = cells
  if (cells.length < COLUMNS.least || cells.length > COLUMNS.most) return 'columns'
  const building = buildingName ? buildingOf(buildingName, buildings) : 'no-building'
  if (typeof building === 'string') return building
  const entrance = entranceName ? find(entranceName, building.entrances)[0] : null
  if (entrance === undefined) return 'entrance-unknown'
  if (!door) return 'no-door'
  if ([...door].length > MAX_DOOR) return 'door-long'
  const floor = floorText ? floorOf(floorText) : null
  if (floor === undefined) return 'bad-floor'
  const floorArea = areaText ? floorAreaOf(areaText) : null
  if (floorArea === undefined) return 'bad-area'
  const label = [building.name, entrance?.name, door].filter(Boolean).join(' ')
  return { label, buildingId: building.id, entranceId: entrance?.id ?? null, door, floor, floorArea }
}

function buildingOf(name: string, buildings: readonly KnownBuilding[]): KnownBuilding | UnitProblem {
  const [found, other] = find(name, buildings)
  if (!found) return 'building-unknown'
  return other ? 'building-unclear' : found
}

/** By the whole name, else by what is left without 栋, 单元 and zeros in front. */
function find<Named extends { readonly name: string }>(name: string, among: readonly Named[]): Named[] {
  const exact = among.filter((one) => plain(one.name) === name)
  return exact.length > 0 ? exact : among.filter((one) => nameKey(one.name) === nameKey(name))
}

function floorOf(text: string): number | undefined {
  const floor = exactInteger(text.replace(/^b(?=\d)/i, '-').replace(/\s*(?:层|楼|f)$/i, ''), 0)
  return floor !== undefined && floor >= FLOORS.lowest && floor <= FLOORS.highest ? floor : undefined
}

/** `８９．５０ ㎡` → 8950; undefined when it is no exact area above zero, to a hundredth of a square metre. */
export function floorAreaOf(text: string): number | undefined {
  const figure = plain(text).replace(/\s*(?:m2|平方米|平米)$/i, '')
  const digits = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure) ? figure.replaceAll(',', '') : figure
  return UnitFloorArea.safeParse(exactInteger(digits, 2)).data
}

export interface UnitPlan {
  readonly building: string
  /** One empty name where there are no entrances. */
  readonly entrances: readonly string[]
  readonly lowestFloor: number
  readonly highestFloor: number
  readonly doorsPerFloor: number
}

/** A list to go on with: in every entrance and on every floor the same doors, 101, 102 … 1203. */
export function unitLines({ building, entrances, lowestFloor, highestFloor, doorsPerFloor }: UnitPlan): string[] {
  const lines: string[] = []
  for (const entrance of entrances)
    for (let floor = lowestFloor; floor <= highestFloor; floor++)
      for (let door = 1; door <= doorsPerFloor; door++)
        lines.push(`${quoted(building)},${quoted(entrance)},${floor}${String(door).padStart(2, '0')},${floor},`)
  return lines
}

const quoted = (name: string) => (/[,，;；]/.test(name) ? `"${name}"` : name)
