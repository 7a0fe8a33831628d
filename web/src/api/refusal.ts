/** Where a refusal is shown: beside the fields of the form that it names, else as one sentence above the buttons. */
import type { ProblemError } from './problem-error.ts'

export interface Refusal {
  /** The sentence for a field, also for one inside it: `materials[0].name` belongs to `materials`. */
  at(field: string): string | undefined
  /** What no field shows. */
  readonly rest: ProblemError | null
}

const isWithin = (path: string, field: string) =>
  path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`)

export function refusalOf(problem: ProblemError | null, fields: readonly string[]): Refusal {
  const named = problem?.problem.fields ?? []
  const allShown = named.length > 0 && named.every(({ field: path }) => fields.some((field) => isWithin(path, field)))
  return {
    at: (field) =>
      fields.includes(field) ? named.find(({ field: path }) => isWithin(path, field))?.message : undefined,
    rest: allShown ? null : problem,
  }
}
