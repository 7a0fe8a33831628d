/** Which book each account of a fund stands in, by building; and who sold public housing there. As it is now. */
import type { Day, Id } from '@changxin/shared/kernel'
import {
  type AccountDoor,
  type AccountsClosed,
  type AccountsReopened,
  Book,
  type BuildingBooks,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { allOf } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

interface AccountRow extends Omit<AccountDoor, 'closedOn'> {
  readonly buildingId: Id
}

/** In the order of the doors. */
function accountsOf(read: Read, compoundId: Id, buildingId?: Id): AccountRow[] {
  const where = allOf(
    { sql: 'u.compound_id = ?', params: [compoundId] },
    buildingId === undefined ? undefined : { sql: 'u.building_id = ?', params: [buildingId] },
  )
  return read.all<AccountRow>(
    // CROSS: the doors of the compound by their index, each account by its key.
    `SELECT u.unit_id AS id, u.label, u.building_id AS buildingId, a.book, a.balance_fen AS balanceFen, a.entries
     FROM places_unit u CROSS JOIN repair_fund_account a ON a.unit_id = u.unit_id
     WHERE ${where.sql} ORDER BY u.sort_key, u.unit_id`,
    ...where.params,
  )
}

type Change = z.output<typeof AccountsClosed.schema> | z.output<typeof AccountsReopened.schema>

function closedUnits(read: Read, compoundId: Id): ReadonlyMap<Id, Day> {
  const closed = new Map<Id, Day>()
  const rows = read.all<{ kind: string; counts_on: Day; data: string }>(
    `SELECT kind, counts_on, data FROM repair_fund_accounts_change
     WHERE compound_id = ? AND kind IN ('closed', 'reopened') ORDER BY position`,
    compoundId,
  )
  for (const { kind, counts_on, data } of rows)
    for (const unitId of (JSON.parse(data) as Pick<Change, 'unitIds'>).unitIds)
      if (kind === 'closed') closed.set(unitId, counts_on)
      else closed.delete(unitId)
  return closed
}

export function listDoors(read: Read, compoundId: Id, buildingId: Id): { items: AccountDoor[] } {
  const closed = closedUnits(read, compoundId)
  return {
    items: accountsOf(read, compoundId, buildingId).map(({ buildingId: _, ...door }) => ({
      ...door,
      closedOn: closed.get(door.id) ?? null,
    })),
  }
}

export function listBooks(read: Read, compoundId: Id): { items: BuildingBooks[] } {
  const closed = closedUnits(read, compoundId)
  const accounts = Map.groupBy(accountsOf(read, compoundId), ({ buildingId }) => buildingId)
  const sellers = Map.groupBy(sellersOf(read, compoundId), ({ buildingId }) => buildingId)
  const buildings = read.all<{ id: Id; name: string }>(
    'SELECT building_id AS id, name FROM places_building WHERE compound_id = ? ORDER BY ordinal, building_id',
    compoundId,
  )
  return {
    items: buildings
      .filter(({ id }) => accounts.has(id))
      .map(({ id, name }) => ({
        ...{ id, name },
        books: Book.options.flatMap((book) => {
          const rows = accounts.get(id)?.filter((account) => account.book === book) ?? []
          return rows.length === 0 ? [] : [{ book, ...summed(rows, closed) }]
        }),
        sellers: (sellers.get(id) ?? []).map(({ buildingId: _, ...seller }) => seller),
      })),
  }
}

function summed(rows: readonly AccountRow[], closed: ReadonlyMap<Id, Day>) {
  const open = rows.filter(({ id }) => !closed.has(id))
  return {
    accounts: open.length,
    free: open.filter(({ entries }) => entries === 0).length,
    closed: rows.length - open.length,
    balanceFen: rows.reduce((sum, { balanceFen }) => sum + balanceFen, 0),
  }
}

type SellerRow = BuildingBooks['sellers'][number] & { readonly buildingId: Id }

function sellersOf(read: Read, compoundId: Id): SellerRow[] {
  return read.all<SellerRow>(
    `SELECT seller_id AS id, name, building_id AS buildingId, balance_fen AS balanceFen, entries
     FROM repair_fund_seller WHERE compound_id = ? ORDER BY name, seller_id`,
    compoundId,
  )
}
