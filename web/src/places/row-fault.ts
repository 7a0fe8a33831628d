/** What the server says about a row of a list: which row, and its sentence. */
import type { ProblemError } from '../api/index.ts'

export interface RowFault {
  /** From 0. */
  readonly row: number
  readonly message: string
}

export function rowFaultsOf(problem: ProblemError | null): RowFault[] {
  return (problem?.problem.fields ?? []).flatMap(({ field, message }) => {
    const row = /^rows\[(\d+)\]/.exec(field)?.[1]
    return row === undefined ? [] : [{ row: Number(row), message }]
  })
}

/** The first fault of one field in any row, after the name of the row. */
export function faultOfField(problem: ProblemError | null, field: string, names: readonly string[]): string | undefined {
  const found = problem?.problem.fields?.find((one) => new RegExp(`^rows\\[\\d+\\]\\.${field}\\b`).test(one.field))
  if (!found) return undefined
  const name = names[Number(/\d+/.exec(found.field)?.[0])]
  return name ? `${name}：${found.message}` : found.message
}

/** Names as people write several of them: by commas of any width, 、, semicolons or line breaks. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[,，、;；\n\t]/)
    .map((name) => name.normalize('NFKC').trim())
    .filter(Boolean)
