/** Each look at payers' names in a bank's file is told: who, at which import, at how many rows, on the screen or as a file. */
import type { Decider } from '@changxin/shared/kernel'
import { ImportRowsRevealed } from './events.ts'

type Revealed = ReturnType<typeof ImportRowsRevealed>
export type RevealImportRows = Readonly<Revealed['data']> & { readonly type: 'RevealImportRows' }

/** Nothing is remembered: a second look is another look. No rows, no look. */
export const fundImportLookDecider: Decider<RevealImportRows, Revealed, null> = {
  initial: null,
  evolve: () => null,
  decide: ({ type: _, ...look }) => (look.rows > 0 ? [ImportRowsRevealed({ ...look })] : []),
}
