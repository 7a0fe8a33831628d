/** From a query route and its input to the address, and to the strings that a live subscription carries. */

/** The input as text; what is undefined, null or empty is left out. */
export function textInput(input: object): Record<string, string> {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

/** `/api/units/:id` with `{ id, limit }` → `/api/units/u1?limit=20`. Throws when a path parameter is missing. */
export function addressOf(path: string, input: object): string {
  const rest = textInput(input)
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined) throw new RangeError(`${path} needs ${name}`)
    delete rest[name]
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams(rest).toString()
  return query ? `${filled}?${query}` : filled
}
