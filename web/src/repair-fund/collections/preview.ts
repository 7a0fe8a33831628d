/** What a new collection would ask of each door, by the same rule as the server's. */
import { Rejected } from '@changxin/shared/kernel'
import type { UnitView } from '@changxin/shared/places'
import { type CollectionSplit, sharesOf } from '@changxin/shared/repair-fund'
import type { z } from 'zod'

export type Home = Pick<z.output<typeof UnitView>, 'id' | 'label' | 'buildingId' | 'entranceName' | 'floorArea'>

export interface Preview {
  readonly rows: readonly { readonly id: string; readonly label: string; readonly fen: number | null }[]
  readonly totalFen: number
  readonly leastFen: number
  readonly mostFen: number
  /** Doors whose area is missing where it is needed. */
  readonly unknown: readonly string[]
}

/** Null where nothing can be shared. */
export function previewOf(split: CollectionSplit, homes: readonly Home[]): Preview | null {
  if (homes.length === 0) return null
  const units = homes.map(({ id, label, buildingId, floorArea }) => ({
    ...{ unitId: id, label, buildingId, floorArea },
    entranceId: null,
  }))
  try {
    const dueOf = new Map(sharesOf(split, units).map(({ unitId, dueFen }) => [unitId, dueFen]))
    const rows = homes.map(({ id, label }) => ({ id, label, fen: dueOf.get(id) ?? null }))
    const known = rows.flatMap(({ fen }) => (fen === null ? [] : [fen]))
    const isMissing = known.length < rows.length
    return {
      rows,
      totalFen: known.reduce((sum, fen) => sum + fen, 0),
      leastFen: Math.min(...known),
      mostFen: Math.max(...known),
      unknown: isMissing ? homes.filter(({ floorArea }) => floorArea === null).map(({ label }) => label) : [],
    }
  } catch (error) {
    if (error instanceof Rejected) return null
    throw error
  }
}
