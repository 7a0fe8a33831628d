/** Target rules as rows: where each applies, and whether it is in force on a day. */
import type { Day } from '@changxin/shared/kernel'
import {
  holidayDataYears,
  type TargetRule,
  type TargetRuleRow,
  type TargetRuleState,
  type targetsApi,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { newestDay } from '../clock/index.ts'
import type { QueryContext } from '../feature.ts'
import { EVERYWHERE, jurisdictionName } from '../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'

interface Row {
  readonly data: string
  readonly replaced_on: Day | null
}

/** Rows keep the order of adoption: of rules with the same first day the later one is in force. */
const RULE = `(SELECT rowid AS n, valid_from, data, coalesce(mode, '') AS for_mode,
  json_extract(data, '$.jurisdiction') AS place FROM maintenance_rule)`
const REPLACED_ON = `(SELECT min(x.valid_from) FROM ${RULE} x WHERE x.place = r.place AND x.for_mode = r.for_mode
  AND (x.valid_from, x.n) > (r.valid_from, r.n))`
const OLDEST_FIRST: KeysetOrder = {
  name: 'place',
  keys: [
    { sql: `r.place <> '${EVERYWHERE}'`, type: 'number' },
    { sql: 'r.place', type: 'text' },
    { sql: 'r.for_mode', type: 'text' },
    { sql: 'r.valid_from', type: 'text' },
    { sql: 'r.n', type: 'number' },
  ],
}

/** The same as `stateOn`, in SQL: a page is cut after it was filtered. */
function isOn(day: Day | null, state: TargetRuleState): Condition {
  if (day === null) return { sql: '1 = 0', params: [] }
  const hasBegun = { sql: 'r.valid_from <= ?', params: [day] }
  const isReplaced = { sql: `coalesce(${REPLACED_ON} <= ?, 0)`, params: [day] }
  if (state === 'coming') return not(hasBegun)
  return allOf(hasBegun, state === 'past' ? isReplaced : not(isReplaced))
}
const not = ({ sql, params }: Condition): Condition => ({ sql: `NOT (${sql})`, params })

function stateOn(day: Day | null, validFrom: Day, replacedOn: Day | null): TargetRuleRow['state'] {
  if (day === null) return null
  if (validFrom > day) return 'coming'
  return replacedOn !== null && replacedOn <= day ? 'past' : 'in-force'
}

export function listTargetRules({ read }: QueryContext, input: z.output<typeof targetsApi.rules.input>) {
  const { jurisdiction, state, limit, cursor } = input
  const day = input.on ?? newestDay(read) ?? null
  const { rows, next } = keysetPage<Row>(read, {
    select: `r.data, ${REPLACED_ON} AS replaced_on`,
    from: `${RULE} r`,
    where: allOf(
      jurisdiction === undefined ? undefined : { sql: 'r.place = ?', params: [jurisdiction] },
      state && isOn(day, state),
    ),
    order: OLDEST_FIRST,
    limit,
    cursor,
  })
  const items = rows.map((row): TargetRuleRow => {
    const rule = JSON.parse(row.data) as TargetRule
    return {
      ...rule,
      id: rule.ruleId,
      jurisdictionName: jurisdictionName(read, rule.jurisdiction),
      replacedOn: row.replaced_on,
      state: stateOn(day, rule.validFrom, row.replaced_on),
    }
  })
  return { items, ...(next ? { next } : {}), day, holidayYears: { ...holidayDataYears } }
}
