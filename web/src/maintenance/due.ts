/** Which clock a row shows: the one that runs, else the one that ran out. */
import { OPEN_STATUSES, type RequestRow } from '@changxin/shared/maintenance'

type Clocks = Pick<
  RequestRow,
  'status' | 'nextDueAt' | 'overdue' | 'resolutionMissed' | 'responseDueAt' | 'resolutionDueAt'
>

export const isOpenRow = ({ status }: Pick<RequestRow, 'status'>) => OPEN_STATUSES.includes(status)

/** What stands out about a request beside its status; a list shows the first two, a page all. */
export type Mark = 'overdue' | 'urged' | 'reopened' | 'partly-fixed' | 'repeat' | 'followed'

type Marked = Pick<
  RequestRow,
  'status' | 'overdue' | 'urgedAt' | 'reopenedCount' | 'partlyFixedCount' | 'isRepeat' | 'followers'
>

export function marksOf(row: Marked): { mark: Mark; n: number }[] {
  const open = isOpenRow(row)
  const marks: { mark: Mark; n: number }[] = [
    { mark: 'overdue', n: open && row.overdue ? 1 : 0 },
    { mark: 'urged', n: open && row.urgedAt !== null ? 1 : 0 },
    { mark: 'reopened', n: row.reopenedCount },
    { mark: 'partly-fixed', n: row.partlyFixedCount },
    { mark: 'repeat', n: row.isRepeat ? 1 : 0 },
    { mark: 'followed', n: open ? row.followers : 0 },
  ]
  return marks.filter(({ n }) => n > 0)
}

export function dueOf(row: Clocks): string | null {
  if (!isOpenRow(row)) return null
  if (row.overdue) return row.resolutionMissed ? row.resolutionDueAt : row.responseDueAt
  return row.nextDueAt
}
