/** What committees, demands, consultations and surveys need to know of a compound: its rule, its households, its roll. */
import { type HeadUnit, type ParticipationRule, participationRuleAt, rollOf } from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'
import type { Relation } from '@changxin/shared/places'
import { newestDay } from '../../clock/index.ts'
import type { CommandContext, QueryContext } from '../../feature.ts'
import { EVERYWHERE, jurisdictionsIn, jurisdictionsOf } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { PARTICIPATION_ID, ParticipationRules } from './participation.aggregates.ts'

/** Before the first day of the log everything is still ahead. */
const NO_DAY = '0001-01-01'

/** The day that a page shows: a past one, or the newest of the log. */
export const dayShown = ({ read, at }: Pick<QueryContext, 'read' | 'at'>): Day => at.day ?? newestDay(read) ?? NO_DAY

/** In force in the compound on a day, from the log; the suggested rule of the beginning where none began yet. */
export async function ruleInForce(
  { store }: Pick<CommandContext, 'store'>,
  compoundId: string,
  day: Day,
): Promise<ParticipationRule> {
  const { state } = await store.load(ParticipationRules, PARTICIPATION_ID)
  const places = (await jurisdictionsOf(store, compoundId)) ?? [EVERYWHERE]
  const rule = participationRuleAt(places, state, day) ?? state[0]
  if (!rule) throw new Error('a log begins with a rule of participation')
  return rule
}

export function ruleShown(read: Read, compoundId: string, day: Day): ParticipationRule {
  const rules = read
    .all<{ data: string }>('SELECT data FROM decisions_participation_rule ORDER BY position')
    .map(({ data }) => JSON.parse(data) as ParticipationRule)
  const rule = participationRuleAt(jurisdictionsIn(read, compoundId), rules, day) ?? rules[0]
  if (!rule) throw new Error('a log begins with a rule of participation')
  return rule
}

/** Doors where somebody lives or works: a garage has no household. */
const HOUSEHOLD = "(kind IS NULL OR kind <> 'garage')"

export function householdsOf(read: Read, compoundId: string): number {
  const sql = `SELECT count(*) AS n FROM places_unit WHERE compound_id = ? AND ${HOUSEHOLD}`
  return read.get<{ n: number }>(sql, compoundId)?.n ?? 0
}

export function isHousehold(read: Read, compoundId: string, unitId: string): boolean {
  const sql = `SELECT 1 FROM places_unit WHERE unit_id = ? AND compound_id = ? AND ${HOUSEHOLD}`
  return read.get(sql, unitId, compoundId) !== undefined
}

/** In the order of doors. */
export const HOUSEHOLDS_FROM = `places_unit u WHERE u.compound_id = ? AND ${HOUSEHOLD.replaceAll('kind', 'u.kind')}`

/** Whose head each unit counts for on a day, by the same rule as the roll of a decision. */
export function rollOn(read: Read, compoundId: string, day: Day): HeadUnit[] {
  const units = read
    .all<{ unit_id: string }>(
      'SELECT unit_id FROM places_unit WHERE compound_id = ? ORDER BY sort_key, unit_id',
      compoundId,
    )
    .map(({ unit_id: unitId }) => ({ unitId, floorArea: null, floorAreaSource: null }))
  const relations = read
    .all<{ unit_id: string; person_id: string; relation: Relation; checked: number }>(
      `SELECT unit_id, person_id, relation, checked FROM places_relation
       WHERE compound_id = ? AND since <= ? AND (until IS NULL OR until >= ?)`,
      compoundId,
      day,
      day,
    )
    .map((row) => ({
      unitId: row.unit_id,
      personId: row.person_id,
      relation: row.relation,
      // The view keeps whether it was checked, not how; a head asks for no more.
      check: row.checked === 1 ? ({ how: 'registry', note: null } as const) : null,
    }))
  return rollOf({ units, relations })
}
export const ROLL_READS = ['places_unit', 'places_relation', 'clock_day'] as const
