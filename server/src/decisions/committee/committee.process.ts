/** What follows by itself: a seat that was won has its member, once; and what the timer tells of terms and postings. */
import type { CommitteeDeadline } from '@changxin/shared/decisions'
import { type Day, dayOf, type Instant } from '@changxin/shared/kernel'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import { deriveId } from '../../commands/derive.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Process, processMeta } from '../../process/index.ts'
import { householdsOf, ruleInForce } from '../participation/participation.reads.ts'
import { Committees } from './committee.aggregates.ts'

interface WonRow {
  readonly decision_id: string
  readonly item_id: string
  readonly compound_id: string
  readonly person_id: string
  readonly won_on: Day
  readonly event_id: string
  readonly won_at: Instant
  readonly seats: number | null
}

export function seatsWon({ store, views }: FeatureDeps): Process {
  async function seat(row: WonRow, key: string) {
    const { compound_id: compoundId, decision_id: decisionId, item_id: itemId, won_on: on } = row
    const { position } = await store.execute(Committees, compoundId, {
      meta: processMeta(key, row.won_at, row.event_id),
      command: {
        type: 'SeatMember',
        compoundId,
        termId: deriveId('committee-term', decisionId),
        seatId: deriveId('committee-seat', decisionId, itemId),
        personId: row.person_id,
        ...{ decisionId, itemId, on, seats: row.seats },
        today: on,
      },
      facts: async () => ({
        rule: await ruleInForce({ store }, compoundId, on),
        households: views.peek((read) => householdsOf(read, compoundId)),
      }),
    })
    return position
  }
  return {
    name: 'decisions-committee-seats',
    reads: ['decisions_committee_won'],
    pending: (read) =>
      read
        .all<WonRow>(
          `SELECT w.*, e.seats FROM decisions_committee_won w LEFT JOIN decisions_committee_election e USING (decision_id)
           WHERE w.seated = 0 ORDER BY w.position LIMIT ?`,
          MAX_PENDING,
        )
        .map((row) => {
          const key = `seat-of-${row.decision_id}-${row.item_id}`
          return { key, run: () => seat(row, key) }
        }),
  }
}

interface DueRow {
  readonly compound_id: string
  readonly term_id: string
  readonly what: CommitteeDeadline
  readonly item_id: string
  readonly last_day: Day
  readonly due_at: Instant
}

export function committeesDue({ store, views }: FeatureDeps): DueSource {
  async function fire(row: DueRow) {
    const { compound_id: compoundId, term_id: termId, what, last_day: on, due_at: dueAt } = row
    const itemId = row.item_id === '' ? null : row.item_id
    const { position } = await store.execute(Committees, compoundId, {
      meta: timerMeta(`${what}-${termId}-${row.item_id}-${on}`, dueAt),
      command: { type: 'TellDeadline', compoundId, termId, what, itemId, on, today: dayOf(dueAt) },
    })
    return position
  }
  return dueRows<DueRow>(views, 'decisions_committee_due', fire)
}
