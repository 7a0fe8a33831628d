/** What the timer says of rotas: turns planned ahead, reminders, what was missed and who hears of it, who is on duty. */
import type { Instant, Position } from '@changxin/shared/kernel'
import type { MissedLevel, RotaCommand } from '@changxin/shared/management'
import { timerMeta } from '../../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Duties, Rotas } from './rota.aggregates.ts'
import { compoundIdsOf, findRota, findTurn } from './rota.reads.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

interface DueRow {
  readonly rota_id: string
  readonly turn_id: string
  readonly clock: 'turn' | 'duty' | 'plan'
  readonly due_at: Instant
  readonly what: 'plan' | 'remind' | 'miss' | 'finish' | 'escalate' | 'duty-start' | 'duty-end'
  readonly detail: string
}

function commandOf({ turn_id: turnId, due_at: at, what, detail }: DueRow): RotaCommand | null {
  switch (what) {
    case 'plan':
      return { type: 'PlanTurns', at }
    case 'remind':
      return { type: 'RemindTurn', turnId, when: detail as 'evening' | 'hour' }
    case 'miss':
      return { type: 'MissTurn', turnId }
    case 'finish':
      return { type: 'FinishTurn', turnId }
    case 'escalate':
      return { type: 'TellMissedTurn', turnId, level: detail as MissedLevel }
    default:
      return null
  }
}

/** On a turn one thing at a time: what comes after it may look different then. */
function firstOfEach(rows: readonly DueRow[]): DueRow[] {
  const seen = new Set<string>()
  return rows.filter(({ rota_id, turn_id }) => {
    const key = `${rota_id} ${turn_id}`
    return !seen.has(key) && seen.add(key)
  })
}

export function rotasDue({ store, views }: FeatureDeps): DueSource {
  async function fireDuty(row: DueRow): Promise<Position | null> {
    const { rota_id: rotaId, turn_id: turnId, due_at: dueAt, what } = row
    const found = views.peek((read) => {
      const rota = findRota(read, rotaId)
      const turn = findTurn(read, rotaId, turnId)
      const on = read.get<{ on_person_id: string | null }>(
        'SELECT on_person_id FROM management_rota_duty WHERE turn_id = ?',
        turnId,
      )
      return rota && turn ? { rota, turn, on: on?.on_person_id ?? null, compoundIds: compoundIdsOf(read, rota) } : null
    })
    if (!found) return null
    const { rota, turn, on, compoundIds } = found
    const personId = what === 'duty-end' ? on : turn.person_id
    if (personId === null) return null
    const { position } = await store.execute(Duties, rotaId, {
      meta: timerMeta(`${what}-${turnId}-${personId}-${dueAt}`, dueAt),
      command:
        what === 'duty-end'
          ? { type: 'EndDuty', turnId, personId, until: dueAt }
          : {
              type: 'StartDuty',
              duty: { rotaId, turnId, personId, staff: rota.staff, compoundIds, from: dueAt, until: turn.until_at },
            },
    })
    return position
  }

  async function fire(row: DueRow): Promise<Position | null> {
    const command = commandOf(row)
    if (command === null) return fireDuty(row)
    const key = [row.what, row.rota_id, row.turn_id, row.detail, row.due_at].filter(Boolean).join('-')
    // A turn that was swapped or planned anew is another matter, with the same times.
    const turn = row.turn_id === '' ? undefined : views.peek((read) => findTurn(read, row.rota_id, row.turn_id))
    const whose = turn ? `-${turn.person_id}-${turn.since}` : ''
    const { position } = await store.execute(Rotas, row.rota_id, {
      meta: timerMeta(`${key}${whose}`, row.due_at),
      command,
    })
    return position
  }

  return {
    dueUntil: (instant) =>
      firstOfEach(
        views.read((read) =>
          read.all<DueRow>(
            'SELECT * FROM management_rota_due WHERE due_at <= ? ORDER BY due_at, clock LIMIT ?',
            instant,
            MAX_DUE,
          ),
        ).result,
      ).map((row) => ({ dueAt: row.due_at, fire: () => fire(row) })),
    nextDueAt: () =>
      views.read((read) =>
        read.get<{ due_at: Instant }>('SELECT due_at FROM management_rota_due ORDER BY due_at LIMIT 1'),
      ).result?.due_at,
  }
}
