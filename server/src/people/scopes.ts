/** Scopes of roles as matters of the access table: who may grant a role somewhere must reach all of that somewhere. */
import type { GrantScope } from '@changxin/shared/people'
import type { Subject } from '../access/may.ts'
import type { Read } from '../views/views.ts'

/** City › district › subdistrict › community › block: deeper than this is a loop. */
const MAX_LEVELS = 8

/** A compound or a region with all that lies above it. Operators and everything: only for whoever reaches everything. */
export function subjectOfScope(read: Read, { kind, id }: GrantScope): Subject {
  if (kind === 'all' || kind === 'operator') return {}
  if (kind === 'compound') return { compoundId: id }
  return { regionIds: withAncestors(read, id) }
}

function withAncestors(read: Read, regionId: string): string[] {
  const ids: string[] = []
  let next: string | null = regionId
  while (next !== null && ids.length < MAX_LEVELS) {
    const row: { parent_id: string | null } | undefined = read.get('SELECT parent_id FROM places_region WHERE region_id = ?', next)
    if (!row) break
    ids.push(next)
    next = row.parent_id
  }
  return ids
}

export function scopeExists(read: Read, { kind, id }: GrantScope): boolean {
  if (kind === 'all') return id === 'all'
  if (kind === 'compound') return read.get('SELECT 1 FROM places_compound WHERE compound_id = ?', id) !== undefined
  if (kind === 'operator') return read.get('SELECT 1 FROM management_operator WHERE operator_id = ?', id) !== undefined
  return read.get('SELECT 1 FROM places_region WHERE region_id = ? AND level = ?', id, kind) !== undefined
}
