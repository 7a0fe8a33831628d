/** Saved mappings beside the sheet of a new import: which of them fit, and whether the form still says what one says. Pure. */
import { type fundImportsApi, sourceOf } from '@changxin/shared/repair-fund'
import type { OutputOf } from '../../api/index.ts'

export type SavedMapping = OutputOf<typeof fundImportsApi.mappings>['items'][number]
/** As typed. */
export interface NamedMapping {
  readonly name: string
  readonly bank: string
}

/** A mapping all of whose columns stand in a sheet was made for sheets like it; two accounts of one bank share theirs. */
export const fittingOf = (mappings: readonly SavedMapping[], headers: readonly string[]): readonly SavedMapping[] =>
  mappings.filter(({ columns }) => Object.values(columns).every((header) => headers.includes(header)))

/** Without a saved one in use, whatever is typed is unsaved. */
export const isUnsaved = ({ name, bank }: NamedMapping, saved: SavedMapping | undefined): boolean =>
  name.trim() !== (saved?.name ?? '') || bank.trim() !== (saved?.bank ?? '')

/** The mapping that saving replaces; none for another bank account, whose rows are told apart from those booked so far. */
export function replacedBy(bank: string, saved: SavedMapping | undefined): string | undefined {
  if (!saved) return undefined
  const [before, after] = [saved.bank, bank.trim() || null].map((of) => sourceOf({ bank: of, mappingId: saved.id }))
  return before === after ? saved.id : undefined
}
