/** What the timer says of promises: that the day passed. */
import type { Instant } from '@changxin/shared/kernel'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Meetings, Questions } from './meetings.aggregates.ts'

interface DueRow {
  readonly matter_id: string
  readonly kind: 'point' | 'question'
  readonly due_at: Instant
  readonly due_on: string
}

export function mattersDue({ store, views }: Pick<FeatureDeps, 'store' | 'views'>): DueSource {
  async function fire({ matter_id: id, kind, due_at: dueAt, due_on: dueOn }: DueRow) {
    const meta = timerMeta(`overdue-${id}-${dueOn}`, dueAt)
    if (kind === 'question') {
      const command = { type: 'MissQuestion' as const, dueOn }
      return (await store.execute(Questions, id, { meta, command })).position
    }
    const [meetingId = '', pointId = ''] = id.split('/')
    const command = { type: 'MissPoint' as const, pointId, dueOn }
    return (await store.execute(Meetings, meetingId, { meta, command })).position
  }
  return dueRows<DueRow>(views, 'management_meetings_due', fire)
}
