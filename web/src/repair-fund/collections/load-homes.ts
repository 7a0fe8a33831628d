/** All units of a compound with their floor areas, page by page, for a preview of shares. */
import { placesApi } from '@changxin/shared/places'
import type { Client } from '../../api/index.ts'
import type { Home } from './preview.ts'

const PAGE_LIMIT = 200
/** A collection has at most 3,000 doors; beyond this something is wrong. */
const MAX_PAGES = 50

export async function loadHomes(ask: Client['ask'], compoundId: string): Promise<Home[]> {
  const homes: Home[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next } = await ask(placesApi.units, { id: compoundId, limit: PAGE_LIMIT, cursor })
    homes.push(...items)
    if (!next) return homes
    cursor = next
  }
  return homes
}
