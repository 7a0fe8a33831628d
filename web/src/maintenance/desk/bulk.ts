/** One step for several requests, one after the other: every one of them comes back with how it went. */
import type { RequestRow } from '@changxin/shared/maintenance'
import { ProblemError } from '../../api/index.ts'

export type BulkRow = Pick<RequestRow, 'id' | 'number' | 'compoundId' | 'placeLabel'>
export interface Outcome {
  readonly row: BulkRow
  /** Null = done. */
  readonly refused: ProblemError | null
}

/** More than a page of the list is nobody's morning. */
export const MAX_BULK = 100

/** `told` after each one. A fault of the program is thrown; what the server refuses does not stop the others. */
export async function takeAll(
  rows: readonly BulkRow[],
  take: (row: BulkRow) => Promise<unknown>,
  told: (outcomes: readonly Outcome[]) => void = () => {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const row of rows) {
    outcomes.push({ row, refused: await refusalOf(() => take(row)) })
    told([...outcomes])
  }
  return outcomes
}

async function refusalOf(take: () => Promise<unknown>): Promise<ProblemError | null> {
  try {
    await take()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly open: number
  /** In how many of the compounds this person may work. */
  readonly compounds: number
}

type Assignee = Omit<Candidate, 'compounds'>

/** Workers of several compounds as one list: who may work in all of them first, then who has least to do. */
export function candidatesOf(perCompound: readonly (readonly Assignee[])[]): Candidate[] {
  const all = Map.groupBy(perCompound.flat(), (one) => one.id)
  return [...all.values()]
    .flatMap(([first, ...others]) => (first ? [{ ...first, compounds: others.length + 1 }] : []))
    .sort((a, b) => b.compounds - a.compounds || a.open - b.open || (a.id < b.id ? -1 : 1))
}
