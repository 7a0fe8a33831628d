/** What the server says about the rows of a list: which row and field, and a sentence. */
import { readRowProblem, rowFaults } from '@changxin/shared/places'
import type { ProblemError } from '../api/index.ts'

export interface RowFault {
  /** From 0. */
  readonly row: number
  readonly field: string
  readonly message: string
}

/** The rules name their faults in the parameters, the check of the form in the fields of the problem. */
export function rowFaultsOf(problem: ProblemError | null, language: string): RowFault[] {
  const { params, fields = [] } = problem?.problem ?? {}
  const named = [params?.['problems'] ?? []].flat().flatMap((text) => {
    const read = readRowProblem(String(text))
    return read ? [{ field: read.field, message: rowFaults[read.fault][language === 'en' ? 'en' : 'zh'] }] : []
  })
  return [...named, ...fields].flatMap(({ field, message }) => {
    const match = /^rows\[(\d+)\]\.?(.*)$/.exec(field)
    return match ? [{ row: Number(match[1]), field: match[2] ?? '', message }] : []
  })
}

/** The first fault of one field in any row, after the name of the row. */
export function faultOfField(
  faults: readonly RowFault[],
  field: string,
  names: readonly string[] = [],
): string | undefined {
  const found = faults.find((one) => one.field === field || one.field.startsWith(`${field}[`))
  const name = found && names[found.row]
  return name ? `${name}：${found.message}` : found?.message
}

/** Names as people write several of them: by commas of any width, 、, semicolons or line breaks. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[,，、;；\n\t]/)
    .map((name) => name.normalize('NFKC').trim())
    .filter(Boolean)
