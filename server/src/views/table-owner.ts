/**
 * Which projection a table of views.db belongs to: names tell. The longest name wins, so that `maintenance`, whose tables
 * are `maintenance_…`, neither drops nor is compared with those of `maintenance-search`, which are `maintenance_search_…`.
 */

export const tablePrefixOf = (projection: string) => `${projection.replaceAll('-', '_')}_`

/** Undefined for a table that is no projection's, such as `checkpoint`. */
export function ownerOf(table: string, projections: Iterable<string>): string | undefined {
  let owner: string | undefined
  for (const name of projections) {
    if (table.startsWith(tablePrefixOf(name)) && name.length > (owner?.length ?? 0)) owner = name
  }
  return owner
}
