/** What a verification says of the first place where the log is not what it was. */
import type { Position } from '@changxin/shared/kernel'

export type DifferenceKind =
  | 'gap'
  | 'changed-data'
  | 'changed-metadata'
  | 'broken-link'
  | 'broken-stream'
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

/** A difference is thrown where it is found, caught once by `verifyLog`. */
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
