/** What the timer says of promises: that the day passed. */
import type { Instant } from '@changxin/shared/kernel'
import { timerMeta } from '../../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Meetings, Questions } from './meetings.aggregates.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

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
  return {
    dueUntil: (instant) =>
      views
        .read((read) =>
          read.all<DueRow>(
            'SELECT * FROM management_meetings_due WHERE due_at <= ? ORDER BY due_at LIMIT ?',
            instant,
            MAX_DUE,
          ),
        )
        .result.map((row) => ({ dueAt: row.due_at, fire: () => fire(row) })),
    nextDueAt: () =>
      views.read((read) =>
        read.get<{ due_at: Instant }>('SELECT due_at FROM management_meetings_due ORDER BY due_at LIMIT 1'),
      ).result?.due_at,
  }
}
