/** Decisions that money can rest on, newest first: the server asks for the same (`decisionStands`). */
import type { DecisionRow, ExternalRow } from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'

export interface StandingDecision {
  readonly id: string
  readonly title: string
  /** When it was taken; null where the day is not known. */
  readonly on: Day | null
  readonly isOutside: boolean
}

type Held = Pick<DecisionRow, 'id' | 'title' | 'status' | 'scope' | 'passedItems' | 'closesOn'>
type Outside = Pick<ExternalRow, 'id' | 'title' | 'status' | 'passedItems' | 'decidedOn'>

/** All owners decided it, not those of one building, and something of it passed. */
export function standing(held: readonly Held[], outside: readonly Outside[]): readonly StandingDecision[] {
  const here = held
    .filter((one) => one.status === 'published' && one.scope.kind === 'compound' && (one.passedItems ?? 0) > 0)
    .map(({ id, title, closesOn: on }) => ({ id, title, on, isOutside: false }))
  const elsewhere = outside
    .filter(({ status, passedItems }) => status === 'agreed' && passedItems > 0)
    .map(({ id, title, decidedOn: on }) => ({ id, title, on, isOutside: true }))
  return [...here, ...elsewhere].sort((one, other) => (other.on ?? '').localeCompare(one.on ?? ''))
}
