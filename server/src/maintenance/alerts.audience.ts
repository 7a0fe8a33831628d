/**
 * Whose alerts are shown to whom. What is for a person is theirs; what is for an audience is for whoever answers for the
 * compound in that way now. Where nobody holds the nearer role the next one stands in, so that no alert is for nobody.
 */
import type { AlertAudience } from '@changxin/shared/maintenance'
import type { Role, ScopeKind } from '@changxin/shared/people'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import { allOf, type Condition } from '../views/keyset.ts'

/** Whoever gets an alert must be let in to its request. */
const SEE = 'maintenance.request'

const plain = (sql: string, ...params: string[]): Condition => ({ sql, params })
const not = ({ sql, params }: Condition): Condition => ({ sql: `NOT (${sql})`, params })

/** Somebody holds the role in one of the scopes around the alert's compound. */
const granted = (role: Role, kinds: readonly ScopeKind[], ids: string): Condition =>
  plain(
    `EXISTS (SELECT 1 FROM people_grant g WHERE g.role = '${role}'
       AND g.scope_kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) AND g.scope_id IN (${ids}))`,
  )
const regionOf = (column: string) => `(SELECT c.${column} FROM places_compound c WHERE c.compound_id = a.compound_id)`
const hasManager = granted(
  'manager',
  ['compound', 'operator'],
  'a.compound_id, (SELECT m.operator_id FROM management_current m WHERE m.compound_id = a.compound_id)',
)
const hasCentre = granted('manager', ['community'], regionOf('community_id'))
const hasOverseer = granted('overseer', ['subdistrict'], regionOf('subdistrict_id'))

interface Part {
  readonly audience: AlertAudience
  readonly role: Role
  /** All where absent. */
  readonly kinds?: readonly ScopeKind[]
  /** Where it is this role's turn. */
  readonly where?: Condition
}

const manager = { role: 'manager', kinds: ['compound', 'operator'] } as const
const centre = { role: 'manager', kinds: ['community'] } as const
const clerk = { role: 'clerk' } as const
const PARTS: readonly Part[] = [
  { audience: 'desk', ...manager },
  { audience: 'desk', ...centre, where: not(hasManager) },
  { audience: 'desk', ...clerk },
  { audience: 'manager', ...manager },
  { audience: 'manager', ...centre, where: not(hasManager) },
  { audience: 'manager', ...clerk, where: allOf(not(hasManager), not(hasCentre)) },
  { audience: 'centre', ...centre, where: hasManager },
  { audience: 'centre', ...clerk, where: allOf(hasManager, not(hasCentre)) },
  { audience: 'subdistrict', role: 'overseer', kinds: ['subdistrict'] },
  { audience: 'subdistrict', role: 'overseer', kinds: ['district', 'all'], where: not(hasOverseer) },
]

/** Where the person's grants of a part reach, by the access table's row for the request itself; undefined for none. */
function reach(principal: Principal, { role, kinds }: Pick<Part, 'role' | 'kinds'>): Condition | undefined {
  const grants = principal.grants.filter((grant) => grant.role === role && (kinds?.includes(grant.scope.kind) ?? true))
  if (grants.length === 0) return undefined
  return scopeOf(SEE, { ...principal, grants, homes: [] }).where('a.compound_id')
}

/** Who is told as the one who has it in hand, or at the desk, is not told the same once more as the manager. */
const notTwice = (personId: string): Condition =>
  plain(
    `NOT EXISTS (SELECT 1 FROM maintenance_alerts_row b WHERE b.request_id = a.request_id AND b.kind = a.kind
       AND b.target IS a.target AND (b.person_id = ? OR (b.audience = 'desk' AND a.audience = 'manager')))`,
    personId,
  )

/** Whoever had the work has no part in the request any more: only a role still lets them in. */
function ownOf(principal: Principal): Condition {
  const { sql, params } = scopeOf(SEE, { ...principal, homes: [] }).where('a.compound_id')
  return allOf(plain('a.person_id = ?', principal.personId), { sql: `a.kind <> 'taken' OR ${sql}`, params })
}

/** A condition on the alert `a`. Each part is found by an index of its own: an OR would walk through all alerts. */
export function visibleTo(principal: Principal): Condition {
  const parts = PARTS.flatMap((part) => {
    const scope = reach(principal, part)
    if (!scope) return []
    return [allOf(plain(`a.audience = '${part.audience}'`), scope, part.where, notTwice(principal.personId))]
  })
  const all = [ownOf(principal), ...parts]
  return {
    sql: `a.alert_id IN (${all.map(({ sql }) => `SELECT a.alert_id FROM maintenance_alerts_row a WHERE ${sql}`).join(' UNION ALL ')})`,
    params: all.flatMap(({ params }) => params),
  }
}
