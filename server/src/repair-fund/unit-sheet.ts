/** The statement of a unit account as a workbook: every entry, oldest first, with the running balance. */
import { formatFen, type Id } from '@changxin/shared/kernel'
import type { BookingKind } from '@changxin/shared/repair-fund'
import type { Language } from '../feature.ts'
import type { AsOf } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { unitEntries, unitFund } from './repair-fund.queries.ts'

/** More than any home ever has; a statement is one sheet. */
export const MAX_SHEET_ENTRIES = 5_000
const PAGE = 500

const WORDS: Record<Language, { title: string; unit: string; columns: readonly string[]; balance: string }> = {
  zh: {
    title: '维修资金分户对账单',
    unit: '单位：元',
    columns: ['序号', '日期', '款项', '增加', '减少', '余额', '说明', '明细编号'],
    balance: '余额',
  },
  en: {
    title: 'Repair fund statement of the unit',
    unit: 'Unit: yuan',
    columns: ['No.', 'Day', 'What', 'In', 'Out', 'Balance', 'Note', 'Entry'],
    balance: 'Balance',
  },
}

export const kindWords: Record<BookingKind, Record<Language, string>> = {
  'first-deposit': { zh: '首次交存', en: 'First deposit' },
  'build-up': { zh: '补建', en: 'Build-up' },
  'top-up': { zh: '续交', en: 'Top-up' },
  'common-income': { zh: '公共收益', en: 'Common income' },
  grant: { zh: '奖补', en: 'Grant' },
  donation: { zh: '捐赠', en: 'Donation' },
  interest: { zh: '利息', en: 'Interest' },
  'bond-interest': { zh: '国债利息', en: 'Bond interest' },
  scrap: { zh: '设施残值', en: 'Scrap value' },
  refund: { zh: '退回款', en: 'Refund' },
  other: { zh: '其他收入', en: 'Other income' },
  'seller-deposit': { zh: '售房单位交存', en: 'Seller’s deposit' },
  suspense: { zh: '待查款', en: 'In suspense' },
  'suspense-returned': { zh: '待查款退回', en: 'Suspense returned' },
  distribution: { zh: '分配到户', en: 'Distributed to units' },
  advance: { zh: '预付工程款', en: 'Advance for works' },
  settlement: { zh: '工程结算款', en: 'Settlement of works' },
  'small-expense': { zh: '小额支出', en: 'Small expense' },
  'asset-move': { zh: '资金划转', en: 'Moved between assets' },
  split: { zh: '分户', en: 'Unit split' },
  merge: { zh: '并户', en: 'Units merged' },
  loss: { zh: '房屋灭失', en: 'Building lost' },
  'loss-paid': { zh: '灭失返还', en: 'Loss paid out' },
  reversal: { zh: '冲正', en: 'Reversal' },
}

/** Null: no such unit. */
export function unitSheet(read: Read, at: AsOf, unitId: Id, language: Language) {
  const unit = unitFund(read, at, unitId)
  if (!unit) return null
  const words = WORDS[language]
  const newestFirst = []
  let cursor: string | undefined
  do {
    const page = unitEntries(read, at, unitId, { limit: PAGE, cursor })
    newestFirst.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined && newestFirst.length < MAX_SHEET_ENTRIES)
  const place = `${unit.compoundName} ${unit.label}`
  return {
    name: `${words.title} ${place}`,
    lines: [
      [words.title, place],
      [words.unit, unit.balanceFen === null ? '' : `${words.balance} ${formatFen(unit.balanceFen)}`],
      [...words.columns],
      ...newestFirst
        .toReversed()
        .map(({ number, paidOn, kind, amountFen, balanceFen, note, id }) => [
          String(number),
          paidOn,
          kindWords[kind][language],
          amountFen > 0 ? formatFen(amountFen) : '',
          amountFen < 0 ? formatFen(-amountFen) : '',
          formatFen(balanceFen),
          note ?? '',
          id,
        ]),
    ],
  }
}
