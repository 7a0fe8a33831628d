/** Files of a bank for tests, and a compound whose doors they name. */
import type { placesApi } from '@changxin/shared/places'
import type { z } from 'zod'

type UnitBody = z.input<(typeof placesApi.registerUnits)['body']>['rows'][number]

export const HEADERS = [
  '交易日期',
  '流水号',
  '借方发生额',
  '贷方发生额',
  '余额',
  '对方户名',
  '对方账号',
  '摘要',
  '房号',
]
export const COLUMNS = {
  day: '交易日期',
  serial: '流水号',
  debit: '借方发生额',
  credit: '贷方发生额',
  balance: '余额',
  place: '房号',
  remark: '摘要',
}
export const PAYER = '欧阳小明'
export const CARD = '6222020200112233445'

export interface BankRow {
  readonly day: string
  readonly serial: string
  readonly debit?: string
  readonly credit?: string
  readonly balance?: string
  readonly place?: string
  readonly remark?: string
}

export const cellsOf = ({ day, serial, debit = '', credit = '', balance = '', place = '', remark = '' }: BankRow) => [
  day,
  serial,
  debit,
  credit,
  balance,
  PAYER,
  CARD,
  remark,
  place,
]

/** With the two lines of title that banks put above their header. */
export const linesOf = (rows: readonly BankRow[], headers: readonly string[] = HEADERS) => [
  ['中国某银行 活期账户明细'],
  ['账户：维修资金专户', '', '币种：人民币'],
  [...headers],
  ...rows.map(cellsOf),
]
export const HEADER_LINES = 3

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
export const csvOf = (lines: readonly (readonly string[])[]) =>
  Buffer.from(lines.map((line) => line.map(quoted).join(',')).join('\r\n'), 'utf8')

/** Doors of buildings with two entrances: `1-1-101` … */
export const doorAt = (index: number) => {
  const [building, entrance, floor, door] = [
    Math.floor(index / 60),
    Math.floor(index / 30) % 2,
    Math.floor(index / 5) % 6,
    index % 5,
  ]
  return { building: building + 1, entrance: entrance + 1, door: `${floor + 1}0${door + 1}` }
}

export function unitBodies(
  count: number,
  buildings: readonly { readonly id: string; readonly entrances: readonly { readonly id: string }[] }[],
): UnitBody[] {
  const unknown = { kind: null, floor: null, floorArea: null, floorAreaSource: null }
  return Array.from({ length: count }, (_, index) => {
    const { building, entrance, door } = doorAt(index)
    const found = buildings[building - 1]
    return { ...unknown, buildingId: found?.id ?? '', entranceId: found?.entrances[entrance - 1]?.id ?? null, door }
  })
}

const two = (n: number) => String(n).padStart(2, '0')
const WAYS: readonly ((of: ReturnType<typeof doorAt>) => string)[] = [
  ({ building, entrance, door }) => `${building}-${entrance}-${door}`,
  ({ building, entrance, door }) => `${building}幢${entrance}单元${door}室`,
  ({ building, entrance, door }) => `${building}号楼${entrance}单元${door}`,
]

/** A year's statement: most rows name a door in one way or another, some nobody, some are money that went out. */
export function statementRow(index: number, doors: number): BankRow {
  const day = `2025-${two(1 + (index % 12))}-${two(1 + (Math.floor(index / 12) % 25))}`
  const serial = `S${String(index).padStart(8, '0')}`
  const amount = `${1_000 + (index % 700)}.${two(index % 100)}`
  if (index % 50 === 7) return { day, serial, debit: amount, remark: '工程款' }
  if (index % 20 === 3) return { day, serial, credit: amount, remark: '转账' }
  return { day, serial, credit: amount, place: WAYS[index % 3]?.(doorAt(index % doors)) ?? '' }
}
