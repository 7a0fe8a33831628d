/** Ids of the demo: the same seed and matter give the same id, so that two builds write the same bytes. */
import { deriveId } from '../commands/derive.ts'

export interface Ids {
  readonly seed: number
  of(...matter: readonly (string | number)[]): string
}

export function idsOf(seed: number): Ids {
  return { seed, of: (...matter) => deriveId('demo', seed, ...matter) }
}
