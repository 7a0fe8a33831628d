/** Cuts lists to what a person may see: the grants behind an action as one SQL condition on a compound column. */
import type { SqlValue } from '../views/projection.ts'
import { rulesOf } from './may.ts'
import type { Grant, Home, Principal } from './principal.ts'

export interface Scope {
  /** True when no compound is left out. */
  readonly all: boolean
  /** A condition on a column that holds a compound id, with its parameters. */
  where(column: string): { readonly sql: string; readonly params: readonly SqlValue[] }
  /** Same key = same rows: live queries of people with the same scope run once. */
  readonly key: string
  /** The single compounds named (grants and homes), for touches. */
  readonly personId: string | null
  /** Homes the person holds, where the action's row lets residents in. */
  readonly homes: readonly Pick<Home, 'unitId' | 'since'>[]
}

type Condition = readonly [kind: string, id: string]

/** Tables of other projections that scopes read; they are kept current by `places` and `management`. */
const SUBQUERY: Readonly<Record<string, string>> = {
  community: 'SELECT compound_id FROM places_compound WHERE community_id = ?',
  subdistrict: 'SELECT compound_id FROM places_compound WHERE subdistrict_id = ?',
  district: 'SELECT compound_id FROM places_compound WHERE district_id = ?',
  operator: 'SELECT compound_id FROM management_current WHERE operator_id = ?',
}

function conditionsOf(action: string, principal: Principal): Condition[] {
  const rules = rulesOf(action)
  const covers = ({ role, scope }: Grant) =>
    rules.some(
      (rule) =>
        rule === `${role}@within` ||
        rule === `${role}@any` ||
        (rule === `${role}@any-community` && scope.kind === 'community'),
    )
  const conditions: Condition[] = principal.grants.filter(covers).map((grant) => [grant.scope.kind, grant.scope.id])
  // `resident@any` alone opens the list and leaves it to the query to show one's own.
  if (rules.includes('resident@home-compound')) {
    for (const home of principal.homes) conditions.push(['compound', home.compoundId])
  }
  return conditions
}

export function scopeOf(action: string, principal: Principal | null): Scope {
  const conditions = principal ? conditionsOf(action, principal) : []
  const unique = [...new Map(conditions.map((condition) => [condition.join(' '), condition])).values()]
  const all = unique.some(([kind]) => kind === 'all')
  return {
    all,
    where(column) {
      if (all) return { sql: '1 = 1', params: [] }
      if (unique.length === 0) return { sql: '1 = 0', params: [] }
      const parts = unique.map(([kind]) => (kind === 'compound' ? `${column} = ?` : `${column} IN (${SUBQUERY[kind]})`))
      return { sql: `(${parts.join(' OR ')})`, params: unique.map(([, id]) => id) }
    },
    key: all
      ? 'all'
      : unique
          .map((condition) => condition.join(' '))
          .sort()
          .join('|'),
    personId: principal?.personId ?? null,
    homes: principal?.homes ?? [],
  }
}
