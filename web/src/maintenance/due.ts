/** Which clock a row shows: the one that runs, else the one that ran out. */
import { OPEN_STATUSES, type RequestRow } from '@changxin/shared/maintenance'

type Clocks = Pick<
  RequestRow,
  'status' | 'nextDueAt' | 'overdue' | 'resolutionMissed' | 'responseDueAt' | 'resolutionDueAt'
>

export const isOpenRow = ({ status }: Pick<RequestRow, 'status'>) => OPEN_STATUSES.includes(status)

export function dueOf(row: Clocks): string | null {
  if (!isOpenRow(row)) return null
  if (row.overdue) return row.resolutionMissed ? row.resolutionDueAt : row.responseDueAt
  return row.nextDueAt
}
