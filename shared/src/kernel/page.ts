/** Every list is paged by keyset: a cursor is the sort key of the last row, opaque to the client. */
import { z } from 'zod'

export const PAGE_LIMIT_DEFAULT = 50
export const PAGE_LIMIT_MAX = 200

/** In a query string; text because a query string and a live subscription carry the same input. */
export const PageInput = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
  cursor: z.string().max(300).optional(),
})

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    /** Give it back as `cursor` for the next page; absent on the last one. */
    next: z.string().optional(),
    /** How many there are under the filters in all, where that is kept. */
    total: z.int().optional(),
  })
}
