/** Filters under a name, kept in the browser: what stands in the address of the desk, without the day looked at. */
export interface SavedFilter {
  readonly name: string
  readonly query: Readonly<Record<string, string>>
}

export const MAX_SAVED = 20
export const MAX_NAME_LENGTH = 20
/** `asOf` is a look back, not a view of the work. */
const NAMES = ['view', 'status', 'category', 'urgency', 'compoundId', 'regionId', 'unitId', 'q'] as const

/** Of an address or of what was kept: known names with a text, in one order, so that equal filters compare equal. */
export function filterOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = query[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

const clipped = (name: string) => [...name.trim()].slice(0, MAX_NAME_LENGTH).join('')

/** Newest last; the same name again replaces what it meant. Beyond the most, the oldest goes. */
export function saveFilter(
  saved: readonly SavedFilter[],
  name: string,
  query: Readonly<Record<string, unknown>>,
): SavedFilter[] {
  const short = clipped(name)
  if (short === '') return [...saved]
  return [...saved.filter((one) => one.name !== short), { name: short, query: filterOf(query) }].slice(-MAX_SAVED)
}

export const isSame = ({ query }: SavedFilter, other: Readonly<Record<string, unknown>>) =>
  JSON.stringify(query) === JSON.stringify(filterOf(other))

/** Of what a browser kept; anything else is no filter. */
export function readSaved(kept: unknown): SavedFilter[] {
  if (!Array.isArray(kept)) return []
  return kept.reduce<SavedFilter[]>((saved, one: unknown) => {
    if (one === null || typeof one !== 'object' || !('name' in one) || !('query' in one)) return saved
    const { name, query } = one
    if (typeof name !== 'string' || query === null || typeof query !== 'object') return saved
    return saveFilter(saved, name, query as Record<string, unknown>)
  }, [])
}
