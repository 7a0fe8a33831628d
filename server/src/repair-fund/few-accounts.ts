/** Sums by building as everybody may read them: never so few accounts together that one home's balance shows. */

/** A row of fewer accounts than this is put together with others. */
export const FEWEST_ACCOUNTS = 5
/** Buildings that a row names. */
const NAMED = 3

/**
 * Rows in their order, the small ones as one at the end. It takes further rows, the smallest first, until it is large
 * enough itself: what is missing from a list could be found by subtracting. A fund of few accounts is one row.
 */
export function withoutSingles<Row>(
  rows: readonly Row[],
  accountsOf: (row: Row) => number,
  join: (rows: readonly Row[]) => Row,
): Row[] {
  const together: Row[] = []
  let accounts = 0
  for (const row of [...rows].sort((one, other) => accountsOf(one) - accountsOf(other))) {
    const isEnough = accounts === 0 || accounts >= FEWEST_ACCOUNTS
    if (accountsOf(row) >= FEWEST_ACCOUNTS && isEnough) break
    together.push(row)
    accounts += accountsOf(row)
  }
  return together.length < 2 ? [...rows] : [...rows.filter((row) => !together.includes(row)), join(together)]
}

export function joinedName(rows: readonly { readonly name: string }[]): string {
  const names = rows.slice(0, NAMED).map(({ name }) => name)
  return `${names.join('、')}${rows.length > NAMED ? ` … (${rows.length})` : ''}`
}
