/** Doors to walk to: filtered by how far each head is, found by door or name, and as text to hand to who walks. */
import type { DeliveryRow } from '@changxin/shared/decisions'

export const DELIVERY_VIEWS = ['all', 'open', 'delivered', 'undeliverable', 'waiting', 'returned'] as const
export type DeliveryViewName = (typeof DELIVERY_VIEWS)[number]

const FITS: Readonly<Record<DeliveryViewName, (row: DeliveryRow) => boolean>> = {
  all: () => true,
  open: ({ state }) => state === 'open',
  delivered: ({ state }) => state === 'delivered',
  undeliverable: ({ state }) => state === 'undeliverable',
  /** Was given a ballot, or it hangs in public, and none has come back. */
  waiting: ({ state, returned }) => state !== 'open' && !returned,
  returned: ({ returned }) => returned,
}

export const doorsOf = ({ units }: Pick<DeliveryRow, 'units'>): string => units.map(({ label }) => label).join('、')

export function deliveriesIn(rows: readonly DeliveryRow[], view: DeliveryViewName, typed = ''): readonly DeliveryRow[] {
  const wanted = typed.replace(/\s/g, '').toLowerCase()
  const says = (row: DeliveryRow) =>
    [doorsOf(row), ...row.owners.map(({ name }) => name)].join(' ').replace(/\s/g, '').toLowerCase()
  return rows.filter((row) => FITS[view](row) && (wanted === '' || says(row).includes(wanted)))
}

export const countsOf = (rows: readonly DeliveryRow[]): Readonly<Record<DeliveryViewName, number>> =>
  Object.fromEntries(DELIVERY_VIEWS.map((view) => [view, rows.filter(FITS[view]).length])) as Record<
    DeliveryViewName,
    number
  >

/** An owner's right must be looked at before a code for the screen is given. */
export const needsCheck = ({ standing }: Pick<DeliveryRow, 'standing'>): boolean => standing !== 'checked'

/** Each owner of the roll once, with the doors of their heads, by name. */
export function ownersIn(rows: readonly DeliveryRow[]) {
  const owners = new Map<string, { readonly personId: string; readonly name: string; readonly doors: string }>()
  for (const row of rows)
    for (const { personId, name } of row.owners) {
      const doors = [owners.get(personId)?.doors, doorsOf(row)].filter(Boolean).join('、')
      owners.set(personId, { personId, name, doors })
    }
  return [...owners.values()].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'))
}
