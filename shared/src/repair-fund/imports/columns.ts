/** How the columns of a bank's sheet map to our fields. No header is known in advance; people name them, once per bank. */
import { Line } from '@changxin/shared/kernel'
import { z } from 'zod'
import { reject } from './errors.ts'

export const MAX_HEADER = 60
const Header = Line(MAX_HEADER)
const Optional = Header.optional()

/**
 * Our field ↔ the header in the sheet. Money in one column (`amount`, with or without `direction`), or in two: `credit`
 * (贷, 收入) and `debit` (借, 支出). The unit in one text (`place`), in parts (`building`, `entrance`, `door`), by our own
 * number of it (`unitId`), or somewhere in a `remark`.
 */
export const FundColumns = z.strictObject({
  day: Header,
  amount: Optional,
  credit: Optional,
  debit: Optional,
  direction: Optional,
  balance: Optional,
  serial: Optional,
  place: Optional,
  building: Optional,
  entrance: Optional,
  door: Optional,
  unitId: Optional,
  remark: Optional,
  kind: Optional,
})
export type FundColumns = z.infer<typeof FundColumns>
export type FundField = keyof FundColumns
export const fundFields = Object.keys(FundColumns.shape) as readonly FundField[]

/** Throws unless the columns say where the money stands, once, and no column stands for two things. */
export function requireColumns(columns: FundColumns): void {
  if ((columns.amount === undefined) === (columns.credit === undefined))
    throw reject('fund-columns-amount', { field: 'columns.amount' })
  if (columns.debit !== undefined && columns.credit === undefined)
    throw reject('fund-columns-amount', { field: 'columns.credit' })
  const seen = new Set<string>()
  for (const field of fundFields) {
    const header = columns[field]
    if (header === undefined) continue
    if (seen.has(header)) throw reject('fund-column-used-twice', { field: `columns.${field}`, header })
    seen.add(header)
  }
}

/** Headers that banks and community desks often write, for a first suggestion. */
const USUAL: Readonly<Record<FundField, readonly string[]>> = {
  day: ['交易日期', '记账日期', '入账日期', '交存日期', '缴存日期', '缴费日期', '交易时间', '日期'],
  amount: ['交易金额', '发生额', '交存金额', '缴存金额', '缴费金额', '金额', '金额(元)', '金额（元）'],
  credit: ['贷方发生额', '贷方金额', '收入金额', '收入', '贷方', '存入金额', '贷方发生额(元)', '收入(元)'],
  debit: ['借方发生额', '借方金额', '支出金额', '支出', '借方', '支取金额', '借方发生额(元)', '支出(元)'],
  direction: ['借贷标志', '借贷方向', '收支方向', '收支', '借/贷', '借贷'],
  balance: ['账户余额', '余额', '余额(元)', '本次余额'],
  serial: ['交易流水号', '流水号', '银行流水号', '交易序号', '凭证号', '回单编号'],
  place: ['房屋坐落', '房屋地址', '房号', '门牌', '门牌号', '户室号', '房间号', '地址'],
  building: ['楼栋', '栋号', '幢号', '楼号', '栋', '幢'],
  entrance: ['单元', '单元号'],
  door: ['室号', '房间', '室', '户号'],
  unitId: ['房屋编号', '房屋标识', 'unitId'],
  remark: ['摘要', '附言', '备注', '用途', '交易附言'],
  kind: ['款项', '款项类型', '交存类型', '缴存类型'],
}

/** What can be told from the headers alone; people correct it. */
export function suggestFundColumns(headers: readonly string[]): Partial<Record<FundField, string>> {
  const free = new Set(headers)
  const found: Partial<Record<FundField, string>> = {}
  for (const field of fundFields) {
    const header = USUAL[field].find((usual) => free.has(usual))
    if (header === undefined) continue
    found[field] = header
    free.delete(header)
  }
  if (found.credit !== undefined) delete found.amount
  else delete found.debit
  return found
}
