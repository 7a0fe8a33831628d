/** What differs between two answers of a query, row by row; rows are compared and sent as their JSON. */
import { isKeyed } from '@changxin/shared/kernel'

/** An answer cut into rows: items by id, and everything else under the empty key. */
export interface Sliced {
  readonly rows: ReadonlyMap<string, string>
  readonly order: readonly string[]
}

export function slice(output: unknown): Sliced {
  const items = (output as { items?: unknown }).items
  if (!isKeyed(items)) return { rows: new Map([['', JSON.stringify(output)]]), order: [] }
  const rows = new Map<string, string>()
  for (const item of items) rows.set(item.id, JSON.stringify(item))
  const order = [...rows.keys()]
  const { items: _, ...rest } = output as { items: unknown }
  rows.set('', JSON.stringify(rest))
  return { rows, order }
}

/** The JSON of the change's parts, or undefined when nothing differs. */
export function diff(before: Sliced, after: Sliced): string | undefined {
  const upsert: string[] = []
  for (const [key, json] of after.rows) {
    if (before.rows.get(key) !== json) upsert.push(`{"key":${JSON.stringify(key)},"row":${json}}`)
  }
  const remove = [...before.rows.keys()].filter((key) => !after.rows.has(key))
  const moved =
    before.order.length !== after.order.length || before.order.some((key, index) => key !== after.order[index])
  if (upsert.length === 0 && remove.length === 0 && !moved) return undefined
  return `"upsert":[${upsert.join(',')}],"remove":${JSON.stringify(remove)}${moved ? `,"order":${JSON.stringify(after.order)}` : ''}`
}
