/** What is wrong with a row, in a sentence that says what to do. */
import type { TicketColumns, TicketField } from './columns.ts'
import type { RowFault, RowProblem } from './sheet-rows.ts'
import type { Words } from './words.ts'

const FAULTS: Readonly<Record<RowFault, Words>> = {
  missing: { zh: '“{header}”是空的，请补上', en: '“{header}” is empty: fill it in' },
  'not-a-time': {
    zh: '“{header}”不是时间，请写成 2026-11-03 09:15',
    en: '“{header}” is no time: write it as 2026-11-03 09:15',
  },
  'not-yes-or-no': { zh: '“{header}”请写“是”或“否”', en: '“{header}”: write 是 or 否' },
  unreadable: { zh: '“{header}”太长，或有读不出的字符', en: '“{header}” is too long or has signs that cannot be read' },
  'number-lost-digits': {
    zh: '“{header}”在表里存成了数字，末几位已丢失，请把该列设为文本后重新导出',
    en: '“{header}” is kept as a figure and has lost its last digits: make the column text and export it again',
  },
  'twice-in-file': { zh: '“{header}”在表里出现了两次，请删去一行', en: '“{header}” occurs twice: take one row out' },
  'deadline-before-receipt': {
    zh: '“{header}”不晚于收到时间，请核对',
    en: '“{header}” is not after the time of receipt: check it',
  },
  'no-compound-of-yours': {
    zh: '“{header}”不是您管的小区，请写小区全名，或选择承办地区',
    en: '“{header}” is no compound of yours: write its whole name, or choose the region in charge',
  },
  'not-in-charge': {
    zh: '这张工单已在您管辖之外的地方登记，请由那边更新',
    en: 'This ticket is registered outside your scope: have it changed there',
  },
}

export function faultSentence(
  { field, fault }: Pick<RowProblem, 'field' | 'fault'>,
  columns: Partial<Record<TicketField, string>> | TicketColumns,
  language: 'zh' | 'en',
): string {
  return FAULTS[fault][language].replace('{header}', columns[field] ?? field)
}
