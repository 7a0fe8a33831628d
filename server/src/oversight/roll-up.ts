/** Rows of the days: what a compound and a scope counted when a day ended, wherever that differs from the row before. */
import type { Day } from '@changxin/shared/kernel'
import { median } from '@changxin/shared/oversight'
import type { Rows } from '../views/projection.ts'
import { COMPOUNDS, TALLIES } from './oversight.kept.ts'
import { COUNTERS, type CompoundState, type Counters } from './oversight.schema.ts'
import { sameCounters, scopesOf } from './tally.ts'

const INTO_DAY = `(${COUNTERS.join(', ')}, day, `
const places = COUNTERS.map(() => '?').join(', ')

/** Only a compound that differs from its last roll-up gets a row: most stand still on most days. */
export function rollUpCompound(rows: Rows, day: Day, compound: CompoundState, now: Counters): void {
  const { rolled, freshness } = compound
  if (rolled && sameCounters(rolled, now) && rolled.freshness === freshness) return
  compound.rolled = { ...now, freshness }
  rows.run(
    `INSERT OR REPLACE INTO oversight_compound_day ${INTO_DAY} compound_id, freshness) VALUES (${places}, ?, ?, ?)`,
    ...COUNTERS.map((name) => now[name]),
    day,
    compound.compound_id,
    freshness,
  )
}

export function rollUpTallies(rows: Rows, day: Day): void {
  const tallies = rows.kept(TALLIES)
  for (const tally of tallies.all()) {
    if (tally.moved === 0) continue
    tally.moved = 0
    tallies.put(tally)
    rows.run(
      `INSERT OR REPLACE INTO oversight_tally_day ${INTO_DAY} scope_id, freshness_median) VALUES (${places}, ?, ?, ?)`,
      ...COUNTERS.map((name) => tally[name]),
      day,
      tally.scope_id,
      tally.freshness_median,
    )
  }
}

/** Medians of the scopes in which a value changed. */
export function moveMedians(rows: Rows, scopes: ReadonlySet<string>): void {
  if (scopes.size === 0) return
  const values = new Map([...scopes].map((scope): [string, number[]] => [scope, []]))
  for (const compound of rows.kept(COMPOUNDS).all()) {
    if (compound.freshness === null) continue
    for (const scope of scopesOf(compound)) values.get(scope)?.push(compound.freshness)
  }
  const tallies = rows.kept(TALLIES)
  for (const [scope, list] of values) {
    const tally = tallies.get(scope)
    const middle = median(list)
    if (!tally || tally.freshness_median === middle) continue
    tally.freshness_median = middle
    tally.moved = 1
    tallies.put(tally)
  }
}
