/** A list that somebody looks at must not move under the finger: what stands keeps its place, what comes goes to the end. */

/** Those of the same category before the others: what one calls a stairwell is lighting to another. */
export function sameFirst<Item extends { readonly id: string }>(
  same: readonly Item[],
  all: readonly Item[],
  most: number,
): Item[] {
  const known = new Set(same.map(({ id }) => id))
  return [...same, ...all.filter(({ id }) => !known.has(id))].slice(0, most)
}

/** What is gone stays as it was: a tap on it is answered with the reason. */
export function steady<Item extends { readonly id: string }>(shown: readonly Item[], now: readonly Item[]): Item[] {
  const newest = new Map(now.map((item) => [item.id, item]))
  const known = new Set(shown.map(({ id }) => id))
  return [...shown.map((item) => newest.get(item.id) ?? item), ...now.filter(({ id }) => !known.has(id))]
}
