/** All doors of a compound, page by page, to match a list against. */
import { placesApi } from '@changxin/shared/places'
import type { Client } from '../api/index.ts'
import type { Door } from './contribution-list.ts'

const PAGE_LIMIT = 200
/** A compound has at most 5,000 units in a list; beyond this something is wrong. */
const MAX_PAGES = 100

export async function loadDoors(ask: Client['ask'], compoundId: string): Promise<Door[]> {
  const doors: Door[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next } = await ask(placesApi.units, { id: compoundId, limit: PAGE_LIMIT, cursor })
    doors.push(...items.map(({ id, label, buildingName, door }) => ({ id, label, buildingName, door })))
    if (!next) return doors
    cursor = next
  }
  return doors
}
