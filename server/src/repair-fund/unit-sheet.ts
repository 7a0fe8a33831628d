/** The statement of a unit account as a workbook: every entry, oldest first, with the running balance. */
import { formatFen, type Id } from '@changxin/shared/kernel'
import { kindWords } from '@changxin/shared/repair-fund/kind-words'
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
          kindWords[language][kind],
          amountFen > 0 ? formatFen(amountFen) : '',
          amountFen < 0 ? formatFen(-amountFen) : '',
          formatFen(balanceFen),
          note ?? '',
          id,
        ]),
    ],
  }
}
