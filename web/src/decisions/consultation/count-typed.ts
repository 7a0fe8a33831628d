/** A typed count: `12`, `１２`; undefined for anything that is none. */
export function countTyped(typed: string): number | undefined {
  const text = typed.normalize('NFKC').trim()
  if (!/^\d{1,6}$/.test(text)) return undefined
  const count = Number(text)
  return count <= 100_000 ? count : undefined
}
