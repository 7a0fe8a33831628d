/** Heads numbered in the order of the roll: units with the same number share one vote, without saying whose it is. */
export function headNumbers(rows: readonly { readonly voterId: string }[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const { voterId } of rows) if (!numbers.has(voterId)) numbers.set(voterId, numbers.size + 1)
  return numbers
}
