/** Reads of service reports and awards. */
import { addDays, type Day } from '@changxin/shared/kernel'
import {
  type AwardGranted,
  type AwardRow,
  firstDayOf,
  hasEnded,
  lastDayOf,
  type Month,
  monthBefore,
  paymentOf,
  RATING_DAYS,
  type reportsApi,
  type Scheme,
  type SchemeView,
  type ServiceReport,
  scoreOf,
} from '@changxin/shared/oversight'
import type { z } from 'zod'
import type { Subject } from '../../access/may.ts'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { managedOn, operatorName } from '../../management/index.ts'
import { compoundExists, compoundName, regionIdsOf, unitLabel } from '../../places/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { regionOf } from '../oversight.queries.ts'
import { within } from '../oversight.routes.ts'
import { countedIn, figuresOfMonth, ratingOf } from './reports.figures.ts'

/** Texts of ratings that a report shows, the worst first: praise needs no page. */
const MAX_TEXTS = 50

const COMMENT = 'oversight.comment-report'
const RATE = 'oversight.rate-report'

/** Whoever managed it at the end of the month answers for that month: not who has taken it over since. */
export function subjectOfComment(read: Read, compoundId: string, month: Month): Subject | null {
  if (!compoundExists(read, compoundId)) return null
  const { operatorId } = managedOn(read, compoundId, lastDayOf(month))
  return { regionIds: [compoundId, ...regionIdsOf(read, compoundId), ...(operatorId === null ? [] : [operatorId])] }
}

export function viewReport(context: QueryContext, compoundId: string, month: Month): ServiceReport {
  const { read, may } = context
  const today = newestDay(read) ?? lastDayOf(month)
  const ended = hasEnded(month, today)
  const { mode, operatorId } = managedOn(read, compoundId, ended ? lastDayOf(month) : today)
  const comment = read.get<{ text: string; at: string }>(
    'SELECT text, at FROM oversight_reports_comment WHERE compound_id = ? AND month = ?',
    compoundId,
    month,
  )
  const { n, sum } = ratingOf(read, compoundId, month, month)
  const texts = read.all<{ score: number; text: string }>(
    `SELECT score, text FROM oversight_reports_rating WHERE compound_id = ? AND month = ? AND text IS NOT NULL
     ORDER BY score, unit_id LIMIT ?`,
    compoundId,
    month,
    MAX_TEXTS,
  )
  const units = read.get<{ units: number }>('SELECT units FROM oversight_compound WHERE compound_id = ?', compoundId)
  const mayRateStill = ended && operatorId !== null && today <= addDays(lastDayOf(month), RATING_DAYS)
  return {
    compoundId,
    compoundName: compoundName(read, compoundId),
    month,
    ended,
    mode,
    operatorId,
    operatorName: operatorId === null ? null : operatorName(read, operatorId),
    units: units?.units ?? 0,
    figures: figuresOfMonth(read, compoundId, month),
    before: figuresOfMonth(read, compoundId, monthBefore(month)),
    comment: comment ?? null,
    rating: { average: { value: n === 0 ? null : Math.round((sum * 10) / n) / 10, n }, texts },
    mine: mayRateStill ? homesThatRate(context, compoundId, month) : [],
    possible:
      ended && operatorId !== null && may(COMMENT, subjectOfComment(read, compoundId, month) ?? {}) ? [COMMENT] : [],
  }
}

function homesThatRate(
  { read, may, principal }: QueryContext,
  compoundId: string,
  month: Month,
): ServiceReport['mine'] {
  const homes = (principal?.homes ?? []).filter((home) => home.compoundId === compoundId)
  return [...new Set(homes.map(({ unitId }) => unitId))]
    .filter((unitId) => may(RATE, { compoundId, unitId, day: firstDayOf(month) }))
    .map((unitId) => {
      const said = read.get<{ score: number; text: string | null }>(
        'SELECT score, text FROM oversight_reports_rating WHERE compound_id = ? AND month = ? AND unit_id = ?',
        compoundId,
        month,
        unitId,
      )
      return { unitId, label: unitLabel(read, unitId), score: said?.score ?? null, text: said?.text ?? null }
    })
}

const schemeOf = (data: string) => JSON.parse(data) as Scheme

export function listSchemes(read: Read): { items: SchemeView[] } {
  const rows = read.all<{ data: string; grants: number; granted_fen: number }>(
    `SELECT s.data, count(g.scheme_id) AS grants, coalesce(sum(g.amount_fen), 0) AS granted_fen
     FROM oversight_reports_scheme s LEFT JOIN oversight_reports_grant g ON g.scheme_id = s.scheme_id
     GROUP BY s.scheme_id ORDER BY s.position DESC`,
  )
  return {
    items: rows.map(({ data, grants, granted_fen: grantedFen }) => {
      const scheme = schemeOf(data)
      return { ...scheme, regionName: regionOf(read, scheme.regionId)?.name ?? '—', grants, grantedFen }
    }),
  }
}

export function schemeById(read: Read, schemeId: string): Scheme | undefined {
  const row = read.get<{ data: string }>('SELECT data FROM oversight_reports_scheme WHERE scheme_id = ?', schemeId)
  return row && schemeOf(row.data)
}

const BY_NAME: KeysetOrder = {
  name: 'name',
  keys: [
    { sql: 'c.name', type: 'text' },
    { sql: 'c.compound_id', type: 'text' },
  ],
}

interface CompoundRow {
  readonly compound_id: string
  readonly name: string
  readonly units: number
}

export function facts(read: Read, { regionId }: Scheme, compoundId: string, from: Month, until: Month, today: Day) {
  const row = read.get<{ units: number; scopes: string }>(
    'SELECT units, scopes FROM oversight_compound WHERE compound_id = ?',
    compoundId,
  )
  const last = lastDayOf(until) < today ? lastDayOf(until) : today
  return {
    isWithin: row ? (JSON.parse(row.scopes) as string[]).includes(regionId) : false,
    units: row?.units ?? 0,
    operatorId: managedOn(read, compoundId, last).operatorId,
    counted: countedIn(read, compoundId, from, until),
  }
}

/** What was granted for any of these months. */
function grantOf(read: Read, schemeId: string, compoundId: string, from: Month, until: Month): AwardRow['granted'] {
  const row = read.get<{ data: string }>(
    `SELECT data FROM oversight_reports_grant
     WHERE scheme_id = ? AND compound_id = ? AND from_month <= ? AND until_month >= ?`,
    schemeId,
    compoundId,
    until,
    from,
  )
  if (!row) return null
  const { score, amountFen, grantedOn } = JSON.parse(row.data) as ReturnType<typeof AwardGranted>['data']
  return { score, amountFen, grantedOn }
}

type ScoresInput = z.output<(typeof reportsApi.scores)['input']>

export function listScores(
  { read, scope }: QueryContext,
  { id, from, until, limit, cursor }: ScoresInput,
): z.output<(typeof reportsApi.scores)['output']> | null {
  const scheme = schemeById(read, id)
  if (!scheme) return null
  const today = newestDay(read) ?? lastDayOf(until)
  const { rows, next } = keysetPage<CompoundRow>(read, {
    select: 'c.compound_id, c.name, c.units',
    from: 'oversight_compound c',
    where: allOf(within(scope, scheme.regionId).where('c.compound_id')),
    order: BY_NAME,
    limit,
    cursor,
  })
  return {
    items: rows.map((row) => {
      const { counted, operatorId } = facts(read, scheme, row.compound_id, from, until, today)
      const { items, score } = scoreOf(scheme, counted)
      const payment = score === null ? null : paymentOf(scheme, score, row.units)
      const granted = grantOf(read, id, row.compound_id, from, until)
      return {
        id: row.compound_id,
        name: row.name,
        operatorName: operatorId === null ? null : operatorName(read, operatorId),
        units: row.units,
        items,
        score,
        payPercent: payment?.payPercent ?? 0,
        amountFen: payment?.amountFen ?? 0,
        granted,
      }
    }),
    ...(next ? { next } : {}),
  }
}
