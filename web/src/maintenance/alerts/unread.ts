/** How many alerts one has not looked at, as the bell says it. */
import { MAX_UNREAD } from '@changxin/shared/maintenance'
import type { Words } from '../step-words.ts'

export interface Unread {
  /** For the eye; empty when there is nothing to say. */
  readonly badge: string
  /** For the ear. */
  readonly label: string
}

export function unreadOf(count: number, t: Words): Unread {
  if (count === 0) return { badge: '', label: t('maintenance.alerts.bellNone') }
  if (count < MAX_UNREAD) return { badge: String(count), label: t('maintenance.alerts.bell', { n: count }) }
  const n = MAX_UNREAD - 1
  return { badge: t('maintenance.alerts.more', { n }), label: t('maintenance.alerts.bellMany', { n }) }
}
