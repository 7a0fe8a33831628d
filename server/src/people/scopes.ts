/** Scopes of roles as matters of the access table: who may grant a role somewhere must reach all of that somewhere. */
import type { GrantScope } from '@changxin/shared/people'
import type { Subject } from '../access/may.ts'
import { compoundExists, regionIdsFrom } from '../places/index.ts'
import type { Read } from '../views/views.ts'

/** A compound or a region with all that lies above it. Operators and everything: only for whoever reaches everything. */
export function subjectOfScope(read: Read, { kind, id }: GrantScope): Subject {
  if (kind === 'all' || kind === 'operator') return {}
  if (kind === 'compound') return { compoundId: id }
  return { regionIds: regionIdsFrom(read, id) }
}

export function scopeExists(read: Read, { kind, id }: GrantScope): boolean {
  if (kind === 'all') return id === 'all'
  if (kind === 'compound') return compoundExists(read, id)
  if (kind === 'operator') return read.get('SELECT 1 FROM management_operator WHERE operator_id = ?', id) !== undefined
  return read.get('SELECT 1 FROM places_region WHERE region_id = ? AND level = ?', id, kind) !== undefined
}
