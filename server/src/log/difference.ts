/** What a verification says of the first place where the log is not what it was. */
import type { Position } from '@changxin/shared/kernel'

export type DifferenceKind =
  | 'gap'
  | 'changed-data'
  | 'changed-metadata'
  | 'broken-link'
  | 'broken-stream'
  | 'repeated-id'
  | 'wrong-root'
  | 'bad-signature'
  | 'unknown-key'
  | 'broken-checkpoint'
  | 'missing-at-end'
  | 'damaged-file'

export interface Difference {
  readonly position: Position
  readonly what: DifferenceKind
  readonly detail: string
}

/** A difference is thrown where it is found, caught once by `firstDifferenceOf`. */
export class Differs extends Error {
  readonly what: DifferenceKind
  readonly position: Position

  constructor(what: DifferenceKind, position: Position, detail: string) {
    super(detail)
    this.name = 'Differs'
    this.what = what
    this.position = position
  }
}

/** Undefined when the run ends without one; anything else that it throws is thrown. */
export async function firstDifferenceOf(run: Promise<void>): Promise<Difference | undefined> {
  try {
    await run
    return undefined
  } catch (error) {
    if (!(error instanceof Differs)) throw error
    return { position: error.position, what: error.what, detail: error.message }
  }
}
