/** Where a decision stands, in one short sentence with its figures: a key of `decisions.standing.` and what it names. */
import type { DecisionRow } from '@changxin/shared/decisions'
import { type Day, daysBetween } from '@changxin/shared/kernel'

export interface Standing {
  readonly key:
    | 'proposed'
    | 'opensIn'
    | 'opensDue'
    | 'closesIn'
    | 'closesToday'
    | 'closed'
    | 'counted'
    | 'overdue'
    | 'passedAll'
    | 'passedNone'
    | 'passedSome'
    | 'annulled'
  /** `day`: to be written as a date. */
  readonly day: Day | null
  readonly n: number
  readonly of: number
}

type Row = Pick<DecisionRow, 'status' | 'opensOn' | 'closesOn' | 'items' | 'passedItems' | 'resultOverdue'>

export function standingOf(row: Row, today: Day): Standing {
  const plain = (key: Standing['key'], n = 0, day: Day | null = null): Standing => ({ key, day, n, of: row.items })
  switch (row.status) {
    case 'proposed':
      return plain('proposed')
    case 'announced': {
      const days = row.opensOn ? daysBetween(today, row.opensOn) : 0
      return days > 0 ? plain('opensIn', days, row.opensOn) : plain('opensDue')
    }
    case 'open': {
      const days = row.closesOn ? daysBetween(today, row.closesOn) : 0
      return days > 0 ? plain('closesIn', days, row.closesOn) : plain('closesToday')
    }
    case 'closed':
      return plain('closed')
    case 'counted':
      return plain(row.resultOverdue ? 'overdue' : 'counted')
    case 'published': {
      const passed = row.passedItems ?? 0
      return plain(passed === 0 ? 'passedNone' : passed === row.items ? 'passedAll' : 'passedSome', passed)
    }
    case 'annulled':
      return plain('annulled')
    default:
      return row.status satisfies never
  }
}

export const isRunning = ({ status }: Pick<DecisionRow, 'status'>): boolean =>
  status !== 'published' && status !== 'annulled'
