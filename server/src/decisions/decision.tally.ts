/** How far a decision is: figures of the matter, kept as they change. Floor area in 0.01 m². */
import type { Head } from '@changxin/shared/decisions'

export interface TallyRow {
  readonly revision: number
  readonly heads: number
  readonly units: number
  readonly floor_area: number
  readonly units_without_floor_area: number
  readonly delivered: number
  readonly undeliverable: number
  readonly returned: number
  readonly screen_ballots: number
  readonly paper_ballots: number
  readonly paper_done: number
}
export const EMPTY_TALLY: TallyRow = {
  revision: -1,
  heads: 0,
  units: 0,
  floor_area: 0,
  units_without_floor_area: 0,
  delivered: 0,
  undeliverable: 0,
  returned: 0,
  screen_ballots: 0,
  paper_ballots: 0,
  paper_done: 0,
}

export function addTo(tally: TallyRow, more: Partial<TallyRow>): TallyRow {
  const sum: Record<string, number> = { ...tally }
  for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value
  return sum as unknown as TallyRow
}

export const minus = (figures: Partial<TallyRow>): Partial<TallyRow> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, -value]))

/** What one head adds to the figures. */
export function figuresOf({ units, delivery, undeliverable }: Head, ballots: number): Partial<TallyRow> {
  return {
    heads: 1,
    units: units.length,
    floor_area: units.reduce((sum, { floorArea }) => sum + (floorArea ?? 0), 0),
    units_without_floor_area: units.filter(({ floorArea }) => floorArea === null).length,
    delivered: delivery ? 1 : 0,
    undeliverable: !delivery && undeliverable ? 1 : 0,
    returned: ballots > 0 ? 1 : 0,
  }
}
