/** Writes when the timer has something to say of a turn: of the turn itself, and of the duty that it is. */
import { type DutyDue, nextDutyDue, nextTurnDue, type TurnDue } from '@changxin/shared/management'
import type { Rows } from '../../views/projection.ts'
import { DUTIES, ROTAS, type StoredRota, type StoredTurn, TURNS } from './rota.schema.ts'

interface StoredDuty {
  readonly on_person_id: string | null
  readonly ended_until: string
}
type Due = TurnDue | DutyDue

function put(rows: Rows, { rota_id, turn_id }: StoredTurn, clock: 'turn' | 'duty', due: Due | null): void {
  if (due === null) {
    rows.run('DELETE FROM management_rota_due WHERE rota_id = ? AND turn_id = ? AND clock = ?', rota_id, turn_id, clock)
    return
  }
  const detail = due.what === 'remind' ? due.when : due.what === 'escalate' ? due.level : ''
  rows.run(
    'INSERT OR REPLACE INTO management_rota_due VALUES (?, ?, ?, ?, ?, ?)',
    rota_id,
    turn_id,
    clock,
    due.dueAt,
    due.what,
    detail,
  )
}

/** Called after every change of a turn or of its duty. */
export function putDueOf(rows: Rows, turnId: string): void {
  const turn = rows.get<StoredTurn>(`SELECT * FROM ${TURNS} WHERE turn_id = ?`, turnId)
  const rota = turn && rows.get<StoredRota>(`SELECT * FROM ${ROTAS} WHERE rota_id = ?`, turn.rota_id)
  if (!turn || !rota) return
  const span = { from: turn.from_at, until: turn.until_at }
  const timed = { ...span, status: turn.status, told: turn.told, reminded: JSON.parse(turn.reminded) as [] }
  const { purpose, staff, grace_minutes: graceMinutes } = rota
  put(rows, turn, 'turn', nextTurnDue(timed, { purpose, staff, graceMinutes }))
  if (purpose !== 'duty') return
  const duty = rows.get<StoredDuty>(`SELECT on_person_id, ended_until FROM ${DUTIES} WHERE turn_id = ?`, turnId)
  const isOver = (duty?.ended_until ?? '') >= turn.until_at
  const ofDuty = { ...span, personId: turn.person_id, since: turn.since }
  put(rows, turn, 'duty', nextDutyDue(ofDuty, duty?.on_person_id ?? null, isOver))
}

export function putPlanDue(rows: Rows, rotaId: string, dueAt: string | null): void {
  if (dueAt === null) rows.run(`DELETE FROM management_rota_due WHERE rota_id = ? AND clock = 'plan'`, rotaId)
  else rows.run(`INSERT OR REPLACE INTO management_rota_due VALUES (?, '', 'plan', ?, 'plan', '')`, rotaId, dueAt)
}
