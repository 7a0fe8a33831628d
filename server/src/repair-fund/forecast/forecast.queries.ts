/** The forecast of a fund: gathers what is recorded and leaves the reckoning to the pure function. */
import type { DecisionScope } from '@changxin/shared/decisions'
import type { Day, Id } from '@changxin/shared/kernel'
import type { CommonPartKind } from '@changxin/shared/places'
import {
  type CommonPartCode,
  type ForecastPart,
  type FundForecastView,
  forecastOf,
  kindOfCode,
  type PastCost,
  partLivesOn,
} from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import type { Read } from '../../views/views.ts'
import { fundBalanceOf } from '../repair-fund.queries.ts'

/** Payments, costs and parts of one compound; more would be no compound. */
const MAX_ROWS = 20_000

interface Area {
  readonly unit_id: string
  readonly building_id: string
  readonly entrance_id: string | null
  readonly floor_area: number | null
}
const areasOf = (read: Read, compoundId: Id) =>
  read.all<Area>(
    'SELECT unit_id, building_id, entrance_id, floor_area FROM places_unit WHERE compound_id = ? LIMIT ?',
    ...[compoundId, MAX_ROWS],
  )

/** In 0.01 m²; 0 where no area of the scope is known. */
function areaOf(areas: readonly Area[], scope: DecisionScope): number {
  const isIn = ({ unit_id, building_id, entrance_id }: Area) => {
    if (scope.kind === 'compound') return true
    if (scope.kind === 'building') return building_id === scope.buildingId
    if (scope.kind === 'entrance') return entrance_id === scope.entranceId
    return scope.unitIds.includes(unit_id)
  }
  return areas.filter(isIn).reduce((sum, { floor_area }) => sum + (floor_area ?? 0), 0)
}

interface PaymentRow {
  readonly paid_on: string
  readonly fen: number
  readonly kind: CommonPartKind | null
  readonly part_code: CommonPartCode | null
  readonly scope: string | null
}
/** Of one withdrawal together: an advance and the rest are one piece of work. */
const PAYMENTS = `SELECT max(p.paid_on) AS paid_on, sum(p.fen) AS fen, c.kind, w.part_code, w.scope
  FROM repair_fund_forecast_payment p
  LEFT JOIN repair_fund_forecast_withdrawal w ON w.withdrawal_id = p.withdrawal_id
  LEFT JOIN places_part c ON c.part_id = w.part_id
  WHERE p.compound_id = ? GROUP BY coalesce(p.withdrawal_id, p.payment_id) HAVING sum(p.fen) > 0
  ORDER BY paid_on, p.payment_id LIMIT ${MAX_ROWS}`
/** What a withdrawal pays for is among the payments. */
const UPKEEP = `SELECT max(e.on_day) AS on_day, sum(e.fen) AS fen
  FROM repair_fund_forecast_request r JOIN repair_fund_forecast_cost e ON e.request_id = r.request_id
  WHERE r.compound_id = ? AND r.of_fund = 1
    AND NOT EXISTS (SELECT 1 FROM repair_fund_forecast_withdrawal w
      WHERE w.request_id = r.request_id AND w.compound_id = r.compound_id)
  GROUP BY r.request_id HAVING sum(e.fen) > 0 ORDER BY on_day, r.request_id LIMIT ${MAX_ROWS}`

function costsOf(read: Read, compoundId: Id, areas: readonly Area[]) {
  const payments = read.all<PaymentRow>(PAYMENTS, compoundId).map(
    ({ paid_on: on, fen, kind, part_code: code, scope }): PastCost => ({
      ...{ on, fen, kind: kind ?? (code === null ? null : (kindOfCode(code) ?? null)) },
      floorArea: scope === null ? null : areaOf(areas, JSON.parse(scope) as DecisionScope) || null,
    }),
  )
  const upkeep = read
    .all<{ on_day: string; fen: number }>(UPKEEP, compoundId)
    .map(({ on_day: on, fen }): PastCost => ({ on, fen, kind: null, floorArea: null }))
  return { payments, upkeep }
}

interface PartRow {
  readonly part_id: string
  readonly building_id: string | null
  readonly entrance_id: string | null
  readonly kind: CommonPartKind
  readonly name: string
  readonly accepted_on: string | null
}
function partsOf(read: Read, compoundId: Id, areas: readonly Area[]): ForecastPart[] {
  const sql = `SELECT part_id, building_id, entrance_id, kind, name, accepted_on FROM places_part
    WHERE compound_id = ? ORDER BY ordinal LIMIT ${MAX_ROWS}`
  return read.all<PartRow>(sql, compoundId).map((part) => ({
    ...{ partId: part.part_id, name: part.name, kind: part.kind, acceptedOn: part.accepted_on },
    floorArea: areaOf(areas, scopeOf(part)),
  }))
}

function scopeOf({ building_id: buildingId, entrance_id: entranceId }: PartRow): DecisionScope {
  if (buildingId === null) return { kind: 'compound' }
  return entranceId === null ? { kind: 'building', buildingId } : { kind: 'entrance', buildingId, entranceId }
}

export function fundForecast({ read, at }: QueryContext, compoundId: Id): FundForecastView {
  const day = newestDay(read) ?? null
  const lives = day === null ? undefined : partLivesOn(day)
  const areas = areasOf(read, compoundId)
  const { payments, upkeep } = costsOf(read, compoundId, areas)
  const balanceFen = fundBalanceOf(read, at, compoundId)
  const name = read.get<{ name: string }>('SELECT name FROM places_compound WHERE compound_id = ?', compoundId)?.name
  const renewals = payments.filter(({ kind }) => kind !== null && lives?.lives[kind] !== undefined).length
  const forecast =
    day === null || !lives || balanceFen === null
      ? ({ state: 'no-data' } as const)
      : forecastOf({
          ...{ today: day, since: sinceOf(read, compoundId), balanceFen, lives },
          ...{ costs: [...payments, ...upkeep], income: incomeOf(read, compoundId) },
          parts: partsOf(read, compoundId, areas),
        })
  return {
    ...{ compoundId, compoundName: name ?? '', hasFund: balanceFen !== null, day },
    lives: lives ? { ruleId: lives.ruleId, basis: lives.basis, source: lives.source } : null,
    costs: { renewals, running: payments.length - renewals, maintenance: upkeep.length },
    forecast: forecast as FundForecastView['forecast'],
  }
}

const sinceOf = (read: Read, compoundId: Id): Day | null =>
  read.get<{ day: string }>('SELECT day FROM repair_fund_forecast_since WHERE compound_id = ?', compoundId)?.day ?? null

const incomeOf = (read: Read, compoundId: Id) =>
  read.all<{ on: Day; fen: number }>(
    'SELECT paid_on AS "on", fen FROM repair_fund_forecast_income WHERE compound_id = ? ORDER BY paid_on LIMIT ?',
    ...[compoundId, MAX_ROWS],
  )
