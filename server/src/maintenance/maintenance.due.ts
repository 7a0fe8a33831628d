/** What the timer appends when a time has come: missed targets, the next level told, the end of a pause, the silence after completion. */
import { type Instant, type Position, Rejected } from '@changxin/shared/kernel'
import type { DueThing, EscalationLevel } from '@changxin/shared/maintenance'
import { timerMeta } from '../clock/timer.ts'
import type { CommandStore } from '../commands/store.ts'
import type { DueItem, DueSource, FeatureDeps } from '../feature.ts'
import { dueCommand, dueKey } from './due.command.ts'
import { Requests } from './maintenance.aggregates.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

interface DueRow {
  readonly request_id: string
  readonly what: DueThing['what']
  /** Empty for what has none. */
  readonly target: 'response' | 'resolution' | ''
  readonly level: EscalationLevel | null
  readonly due_at: Instant
  readonly revision: number
}

function thingOf({ request_id, what, target, level, due_at: dueAt }: DueRow): DueThing {
  if (what === 'resume' || what === 'lapse') return { what, dueAt }
  if (target === '') throw new TypeError(`${what} of ${request_id} has no target`)
  if (what === 'miss') return { what, target, dueAt }
  if (level === null) throw new TypeError(`an escalation of ${request_id} has no level`)
  return { what, target, level, dueAt }
}

async function fire(store: CommandStore, row: DueRow): Promise<Position | null> {
  const due = thingOf(row)
  try {
    const { position } = await store.execute(Requests, row.request_id, {
      meta: timerMeta(dueKey(row.request_id, due, row.revision), due.dueAt),
      command: dueCommand(row.request_id, due),
      // Resumed by hand and paused anew a moment ago: that pause ends another day.
      ...(due.what === 'resume' ? { ifMatch: row.revision } : {}),
    })
    return position
  } catch (error) {
    if (error instanceof Rejected && error.code === 'revision-mismatch') return null
    throw error
  }
}

/** At one time a pause ends before a clock runs out, and that is said before anybody is told of it. */
const ORDER = 'ORDER BY due_at, what DESC'

/** Only the first of each request: what comes after it may look different then, and its steps stay in the order of time. */
function firstOfEach(rows: readonly DueRow[]): DueRow[] {
  const seen = new Set<string>()
  return rows.filter(({ request_id }) => !seen.has(request_id) && seen.add(request_id))
}

export function requestsDue({ store, views }: FeatureDeps): DueSource {
  const toItem = (row: DueRow): DueItem => ({ dueAt: row.due_at, fire: () => fire(store, row) })
  return {
    dueUntil(instant) {
      const { result } = views.read((read) =>
        read.all<DueRow>(
          `SELECT d.*, s.revision FROM maintenance_due d
           JOIN maintenance_state s ON s.request_id = d.request_id AND s.to_position = '~~'
           WHERE due_at <= ? ${ORDER} LIMIT ?`,
          instant,
          MAX_DUE,
        ),
      )
      return firstOfEach(result).map(toItem)
    },
    nextDueAt: () =>
      views.read((read) => read.get<{ due_at: Instant }>('SELECT due_at FROM maintenance_due ORDER BY due_at LIMIT 1'))
        .result?.due_at,
  }
}
