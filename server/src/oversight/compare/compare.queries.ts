/** What the comparison of the modes rests on: the kept sums of the window now, and those around each change of mode. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import {
  type ChangedCompound,
  COMPARED_MINIMUM_N,
  type ComparedCompound,
  changesOf,
  cohortsOf,
  type compareApi,
  type WindowFigures,
} from '@changxin/shared/oversight'
import type { z } from 'zod'
import type { Scope } from '../../access/scope.ts'
import { newestDay } from '../../clock/index.ts'
import type { Read } from '../../views/views.ts'
import { definitionInForce } from '../oversight.queries.ts'
import type { CompoundState, ModeSpans, WindowSums } from '../oversight.schema.ts'
import { freshnessAt, sumsOf } from '../window.reads.ts'

type Row = CompoundState & { readonly modes: string }

/** Changes of mode that are read; each costs two windows of days. */
const MAX_CHANGES = 2_000

function windowFigures(sums: WindowSums, units: number, freshness: number | null): WindowFigures {
  return {
    units,
    freshness,
    targetsMet: sums.targets_met,
    targetsMissed: sums.targets_missed,
    completed: sums.completed,
    repeats: sums.repeats,
    defectDays: sums.emergency_days + sums.ordinary_days + sums.deferrable_days,
    looks: sums.looks,
  }
}

/** The mode of the newest day, and since when; null before the first adoption. */
function modeNow(spans: ModeSpans, day: Day): { readonly mode: Mode; readonly since: Day } | null {
  const span = spans.findLast(([since]) => since <= day)
  return span ? { since: span[0], mode: span[1] as Mode } : null
}

function windowOf(read: Read, { compound_id: compoundId, units }: Row, first: Day, days: number): WindowFigures {
  const last = addDays(first, days - 1)
  return windowFigures(sumsOf(read, compoundId, first, last), units, freshnessAt(read, compoundId, last))
}

/** Changes with a whole window on both sides in which nothing else changed; the renovation was accepted before both. */
function changesIn(read: Read, row: Row, day: Day, windowDays: number): ChangedCompound[] {
  const spans = JSON.parse(row.modes) as ModeSpans
  return spans.flatMap(([since, to], index) => {
    const before = spans[index - 1]
    const next = spans[index + 1]?.[0]
    if (!before || before[1] === to || row.accepted_on === null) return []
    const first = addDays(since, -windowDays)
    const last = addDays(since, windowDays - 1)
    const isWhole = before[0] <= first && row.accepted_on <= first && last < day && (next === undefined || next > last)
    if (!isWhole) return []
    return [
      {
        from: before[1] as Mode,
        to: to as Mode,
        before: windowOf(read, row, first, windowDays),
        after: windowOf(read, row, since, windowDays),
      },
    ]
  })
}

type Answer = z.output<(typeof compareApi.compare)['output']>

export function compareModes(read: Read, scope: Scope): Answer {
  const day = newestDay(read) ?? null
  const windowDays = (day && definitionInForce(read, day)?.windowDays) || 0
  const where = scope.where('c.compound_id')
  const rows = read.all<Row>(
    `SELECT c.* FROM oversight_compound c WHERE ${where.sql} ORDER BY c.compound_id`,
    ...where.params,
  )
  const answer = { day, windowDays, minimumN: COMPARED_MINIMUM_N, compounds: rows.length }
  if (day === null || windowDays === 0) return { ...answer, notAccepted: 0, tooNew: 0, items: [], changes: [] }
  const compared: ComparedCompound[] = []
  let [notAccepted, tooNew] = [0, 0]
  for (const row of rows) {
    const now = modeNow(JSON.parse(row.modes) as ModeSpans, day)
    if (row.accepted_on === null || row.accepted_on > day) notAccepted++
    // Who took over a month ago is not judged by what the one before left, and before acceptance there was nothing to see.
    else if (daysBetween(row.accepted_on, day) < windowDays) tooNew++
    else if (now && daysBetween(now.since, day) < windowDays) tooNew++
    else {
      const figures = windowFigures(row, row.units, row.freshness)
      compared.push({ ...figures, mode: now?.mode ?? 'unknown', acceptedOn: row.accepted_on })
    }
  }
  const changes: ChangedCompound[] = []
  for (const row of rows) {
    if (changes.length >= MAX_CHANGES) break
    changes.push(...changesIn(read, row, day, windowDays))
  }
  return { ...answer, notAccepted, tooNew, items: cohortsOf(compared, day), changes: changesOf(changes) }
}
