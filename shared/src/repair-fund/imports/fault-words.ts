/** What is wrong with a row, in a sentence that says what to do; stands in the file of rows that come back. */
import type { FundColumns, FundField } from './columns.ts'
import type { StagedRow } from './events.ts'
import type { RowFault } from './words.ts'

type Words = Readonly<Record<'zh' | 'en', string>>

const FAULTS: Readonly<Record<RowFault, Words>> = {
  missing: { zh: '“{header}”是空的，请补上', en: '“{header}” is empty: fill it in' },
  'not-a-day': {
    zh: '“{header}”不是日期，请写成 2026-03-01',
    en: '“{header}” is no day: write it as 2026-03-01',
  },
  'day-in-future': { zh: '“{header}”晚于今天，请核对', en: '“{header}” is after today: check it' },
  'day-too-early': {
    zh: '“{header}”早于 1990 年，多半是年份写错',
    en: '“{header}” is before 1990: most likely a wrong year',
  },
  'day-closed': {
    zh: '“{header}”所在期间已经结账，不能再记；请改为结账之后的日期，摘要里留下原来的日期',
    en: 'The books of “{header}” are closed: give it a day after the closing, and keep the original day in the remark',
  },
  'not-an-amount': {
    zh: '“{header}”不是金额，请写成 1234.50',
    en: '“{header}” is no amount: write it as 1234.50',
  },
  'too-many-decimals': {
    zh: '“{header}”超过两位小数，金额精确到分',
    en: '“{header}” has more than two decimals: amounts are in whole fen',
  },
  'amount-negative': {
    zh: '“{header}”是负数。退款、冲正请单独登记；若负数表示支出，请在导入时说明',
    en: '“{header}” is negative: record refunds by themselves, or say at the import that negative means money out',
  },
  'amount-zero': { zh: '“{header}”是 0，请核对', en: '“{header}” is zero: check it' },
  'amount-too-large': {
    zh: '“{header}”超过 100 亿元，多半是多写了零',
    en: '“{header}” is above 10 billion yuan: most likely a zero too many',
  },
  'both-sides': {
    zh: '同一行既有收入又有支出，请核对',
    en: 'The row has money on both sides: check it',
  },
  'direction-unknown': {
    zh: '“{header}”看不出是收入还是支出，请写“贷”或“借”',
    en: '“{header}” does not say in or out: write 贷 or 借',
  },
  'kind-unknown': {
    zh: '“{header}”请写“首次交存”“补建”或“续交”',
    en: '“{header}”: write 首次交存, 补建 or 续交',
  },
  'number-lost-digits': {
    zh: '“{header}”在表里存成了数字，末几位已丢失，请把该列设为文本后重新导出',
    en: '“{header}” is kept as a figure and has lost its last digits: make the column text and export it again',
  },
  'header-again': {
    zh: '这一行又是表头，像是两份表拼在一起，请删去这一行',
    en: 'This row is a header again, as if two sheets were joined: take it out',
  },
  'unit-without-account': {
    zh: '这一户还没有分户账，请先补设分户账',
    en: 'The unit has no account yet: open accounts for new units first',
  },
  'account-closed': {
    zh: '这一户的分户账已经关闭（分户、并户或灭失），请改成现在的房号',
    en: 'The account of the unit is closed (split, joined or lost): write the door of today',
  },
  'account-closed-meanwhile': {
    zh: '试算之后这一户的分户账关闭了（分户、并户或灭失），已记入待查款，请查明后记到现在的房号',
    en: 'The account of the unit closed after the dry run (split, joined or lost); the money waits in suspense for the door of today',
  },
  'may-be-booked': {
    zh: '按另一种列对应已入账一笔日期、金额、流水号（没有流水号的是余额或房号）都相同的，可能是同一笔，没有记入；核对确是另一笔的，只留这些行另行导入，并选“核对过，是另一笔”',
    en: 'A row of the same day, amount and serial number (or balance, or door) is booked under another mapping: it may be the same money, and was held back. Import what is really another payment by itself and say so there',
  },
  'refused-by-the-fund': {
    zh: '入账时账目已变动，没有记入，请另行导入',
    en: 'The books changed while this was booked, and the row was left out: import it again',
  },
}

export function fundFaultSentence(
  { field, fault }: { readonly field: FundField; readonly fault: RowFault },
  columns: FundColumns,
  language: 'zh' | 'en',
): string {
  return FAULTS[fault][language].replace('{header}', columns[field] ?? field)
}

const DUPLICATE: Words = { zh: '已经入过账，没有再记', en: 'Booked before, and not booked again' }
const SAME_AS: Words = { zh: '与第 {row} 行是同一笔', en: 'The same as row {row}' }
const NOBODY: Words = { zh: '没有认出是哪一户', en: 'No unit was recognised' }
const SEVERAL: Words = {
  zh: '不止一户符合，请写全楼栋、单元和房号',
  en: 'Several units fit: write building, entrance and door',
}
const OUTGOING: Words = { zh: '支出，不导入', en: 'Money that went out is not imported' }

/** Why a row was not booked to a unit; empty for one that was. */
export function reasonOf(
  row: Pick<StagedRow, 'outcome' | 'problems' | 'candidates' | 'sameAs'>,
  columns: FundColumns,
  language: 'zh' | 'en',
): string {
  const { outcome, problems, candidates, sameAs } = row
  const sentences = problems.map((problem) => fundFaultSentence(problem, columns, language))
  switch (outcome) {
    case 'failed':
      return sentences.join(language === 'zh' ? '；' : '; ')
    case 'duplicate':
      return sameAs === null ? DUPLICATE[language] : SAME_AS[language].replace('{row}', String(sameAs))
    case 'suspense':
      return sentences[0] ?? (candidates.length === 0 ? NOBODY : SEVERAL)[language]
    case 'outgoing':
      return OUTGOING[language]
    case 'matched':
      return ''
  }
}
