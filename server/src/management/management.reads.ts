/** The mode and the operator of a compound, read by other features: from the views for lists, from the log for rules. */
import type { Day } from '@changxin/shared/kernel'
import { intervalsOf, type Mode, modeOn } from '@changxin/shared/management'
import type { CommandStore } from '../commands/store.ts'
import type { Read } from '../views/views.ts'
import { Managements } from './management.aggregates.ts'

/** The mode on the newest day of the log; `unknown` also for a compound that nobody knows. */
export function modeOf(read: Read, compoundId: string): Mode {
  return (
    read.get<{ mode: Mode }>('SELECT mode FROM management_current WHERE compound_id = ?', compoundId)?.mode ?? 'unknown'
  )
}

/** Who manages it on the newest day of the log; null where nobody does or nobody knows. */
export function operatorOf(
  read: Read,
  compoundId: string,
): { readonly operatorId: string; readonly name: string | null } | null {
  const row = read.get<{ operator_id: string | null; name: string | null }>(
    `SELECT c.operator_id, o.name FROM management_current c LEFT JOIN management_operator o ON o.operator_id = c.operator_id
     WHERE c.compound_id = ?`,
    compoundId,
  )
  return row?.operator_id ? { operatorId: row.operator_id, name: row.name } : null
}

/** Mode and operator on a day, as known now; `unknown` before the first adoption. */
export function managedOn(
  read: Read,
  compoundId: string,
  day: Day,
): { readonly mode: Mode; readonly operatorId: string | null } {
  const row = read.get<{ mode: Mode; operator_id: string | null }>(
    'SELECT mode, operator_id FROM management_mode WHERE compound_id = ?1 AND since <= ?2 AND (until IS NULL OR until >= ?2)',
    compoundId,
    day,
  )
  return { mode: row?.mode ?? 'unknown', operatorId: row?.operator_id ?? null }
}

/** Null for an operator that nobody knows. */
export function operatorName(read: Read, operatorId: string): string | null {
  return (
    read.get<{ name: string }>('SELECT name FROM management_operator WHERE operator_id = ?', operatorId)?.name ?? null
  )
}

/** The mode on a day by the log itself: a fact for decisions. */
export async function modeFromLog(store: Pick<CommandStore, 'load'>, compoundId: string, day: Day): Promise<Mode> {
  const { state } = await store.load(Managements, compoundId)
  return modeOn(intervalsOf(state.adoptions), day)
}
