/** Why a copy was refused, or is none. */

export type CopyProblem =
  /** The target has an event that the source has not, or another one in its place. */
  | 'not-a-beginning'
  /** The target ends before the source does. */
  | 'unfinished'
  /** Streams whose events were erased do not have the same numbers. */
  | 'other-erasures'
  /** The source breaks its own rules: `npm run verify` says where. */
  | 'broken-source'
  /** The Merkle trees have other roots. */
  | 'other-root'

/** `event`: counted from 1 in log order. */
export class CopyDiffers extends Error {
  readonly problem: CopyProblem
  readonly event: number | undefined

  constructor(problem: CopyProblem, detail: string, event?: number) {
    super(detail)
    this.name = 'CopyDiffers'
    this.problem = problem
    this.event = event
  }
}
