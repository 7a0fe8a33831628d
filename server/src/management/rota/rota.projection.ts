/** Rotas, who takes part, what became of each turn, and when the timer has something to say. */
import { FileStored } from '@changxin/shared/files'
import {
  DeskPhonePublished,
  DutyEnded,
  DutyStarted,
  MissedTurnsShared,
  MissedTurnTold,
  nextPlanAt,
  RotaClosed,
  RotaMemberJoined,
  RotaMemberLeft,
  RotaOpened,
  RotaPatternChanged,
  SwapAsked,
  SwapDeclined,
  TurnKept,
  TurnLinkGiven,
  TurnMissed,
  TurnReminded,
  TurnStarted,
  TurnSwapped,
  TurnsPlanned,
} from '@changxin/shared/management'
import { PersonErased } from '@changxin/shared/people'
import { isSample, on, projection, type Rows, type SqlValue } from '../../views/projection.ts'
import { putDueOf, putPlanDue } from './rota.due-rows.ts'
import { DUTIES, LINKS, MEMBERS, ROTA_SCHEMA, ROTAS, TURNS } from './rota.schema.ts'

function setRota(rows: Rows, rotaId: string, set: string, ...values: SqlValue[]): void {
  rows.run(`UPDATE ${ROTAS} SET ${set} WHERE rota_id = ?`, ...values, rotaId)
  rows.touch({ table: ROTAS })
}

function setTurn(rows: Rows, turnId: string, set: string, ...values: SqlValue[]): void {
  rows.run(`UPDATE ${TURNS} SET ${set} WHERE turn_id = ?`, ...values, turnId)
  rows.touch({ table: TURNS })
  putDueOf(rows, turnId)
}

function free(rows: Rows, turnIds: readonly string[]): void {
  for (const turnId of turnIds) {
    rows.run(`DELETE FROM ${TURNS} WHERE turn_id = ?`, turnId)
    rows.run('DELETE FROM management_rota_due WHERE turn_id = ?', turnId)
    rows.run(`UPDATE ${LINKS} SET withdrawn = 1 WHERE turn_id = ?`, turnId)
  }
  if (turnIds.length > 0) rows.touch({ table: TURNS })
}

export const rotaProjection = projection('management-rota', 1, ROTA_SCHEMA, [
  on(RotaOpened, (event, rows) => {
    const { rotaId, owner, purpose, staff, title, pattern, since, graceMinutes } = event.data
    rows.run(
      `INSERT INTO ${ROTAS} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, 0, ?)`,
      rotaId,
      owner.kind,
      owner.id,
      purpose,
      staff,
      title,
      JSON.stringify(pattern),
      since,
      graceMinutes,
      isSample(event),
    )
    rows.touch({ table: ROTAS })
  }),
  on(RotaMemberJoined, ({ data: { rotaId, personId, freedTurnIds }, position }, rows) => {
    free(rows, freedTurnIds)
    rows.run(
      `INSERT OR REPLACE INTO ${MEMBERS} SELECT ?1, ?2, ?3, coalesce(max(ordinal), 0) + 1 FROM ${MEMBERS} WHERE rota_id = ?1`,
      rotaId,
      personId,
      position,
    )
    rows.touch({ table: MEMBERS, personId })
  }),
  on(RotaMemberLeft, ({ data: { rotaId, personId, freedTurnIds } }, rows) => {
    rows.run(`DELETE FROM ${MEMBERS} WHERE rota_id = ? AND person_id = ?`, rotaId, personId)
    rows.touch({ table: MEMBERS, personId })
    free(rows, freedTurnIds)
  }),
  on(RotaPatternChanged, ({ data: { rotaId, pattern, freedTurnIds } }, rows) => {
    setRota(rows, rotaId, 'pattern = ?', JSON.stringify(pattern))
    free(rows, freedTurnIds)
  }),
  on(RotaClosed, ({ data: { rotaId, freedTurnIds } }, rows) => {
    setRota(rows, rotaId, 'closed = 1')
    free(rows, freedTurnIds)
    putPlanDue(rows, rotaId, null)
  }),
  on(TurnsPlanned, ({ data: { rotaId, plannedAt, throughDay, turns } }, rows) => {
    setRota(rows, rotaId, 'planned_through = ?', throughDay)
    putPlanDue(rows, rotaId, nextPlanAt(throughDay))
    for (const { turnId, personId, from, until } of turns) {
      rows.run(
        `INSERT OR REPLACE INTO ${TURNS} VALUES (?, ?, ?, ?, ?, ?, 'planned', '[]', NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL, NULL)`,
        turnId,
        rotaId,
        personId,
        from,
        until,
        plannedAt,
      )
      putDueOf(rows, turnId)
    }
    rows.touch({ table: TURNS })
  }),
  on(TurnReminded, ({ data: { turnId, when } }, rows) =>
    setTurn(rows, turnId, `reminded = json_insert(reminded, '$[#]', ?)`, when),
  ),
  on(TurnStarted, ({ data: { turnId } }, rows) =>
    setTurn(rows, turnId, `status = 'started', told = NULL, swap = NULL`),
  ),
  on(TurnKept, ({ data: { turnId, how, note, files }, metadata: { actor, occurredAt } }, rows) =>
    setTurn(
      rows,
      turnId,
      `status = 'kept', told = NULL, swap = NULL, kept_at = ?, kept_by = ?, how = ?, note = ?, files = ?`,
      occurredAt,
      how === 'time' ? null : actor,
      how,
      note,
      JSON.stringify(files),
    ),
  ),
  on(TurnMissed, ({ data: { turnId }, metadata: { occurredAt } }, rows) =>
    setTurn(rows, turnId, `status = 'missed', swap = NULL, missed_at = ?`, occurredAt),
  ),
  on(MissedTurnTold, ({ data: { turnId, level } }, rows) => setTurn(rows, turnId, 'told = ?', level)),
  on(SwapAsked, ({ data }, rows) => setTurn(rows, data.turnId, 'swap = ?', JSON.stringify(data))),
  on(SwapDeclined, ({ data: { turnId } }, rows) => setTurn(rows, turnId, 'swap = NULL')),
  on(TurnSwapped, ({ data: { turnId, fromPersonId, toPersonId }, metadata: { occurredAt } }, rows) => {
    setTurn(
      rows,
      turnId,
      `person_id = ?, swapped_from = ?, since = ?, swap = NULL, reminded = '[]'`,
      toPersonId,
      fromPersonId,
      occurredAt,
    )
  }),
  on(MissedTurnsShared, ({ data: { rotaId, since } }, rows) => setRota(rows, rotaId, 'shares_since = ?', since)),
  on(DeskPhonePublished, ({ data: { rotaId, personId } }, rows) =>
    setRota(rows, rotaId, 'desk_person_id = ?', personId),
  ),
  on(TurnLinkGiven, ({ data: { linkId, tokenHash, rotaId, turnId, personId } }, rows) => {
    rows.run(`INSERT INTO ${LINKS} VALUES (?, ?, ?, ?, ?, 0, 0)`, linkId, tokenHash, rotaId, turnId, personId)
    rows.touch({ table: LINKS })
  }),
  on(DutyStarted, ({ data: { rotaId, turnId, personId, compoundIds } }, rows) => {
    rows.run(`INSERT OR REPLACE INTO ${DUTIES} VALUES (?, ?, ?, '')`, turnId, rotaId, personId)
    for (const compoundId of compoundIds) {
      rows.run('INSERT OR REPLACE INTO management_rota_duty_compound VALUES (?, ?)', compoundId, turnId)
      rows.touch({ table: DUTIES, compoundId })
    }
    rows.touch({ table: TURNS })
    putDueOf(rows, turnId)
  }),
  on(DutyEnded, ({ data: { turnId, compoundIds, until } }, rows) => {
    rows.run(`UPDATE ${DUTIES} SET on_person_id = NULL, ended_until = ? WHERE turn_id = ?`, until, turnId)
    rows.run('DELETE FROM management_rota_duty_compound WHERE turn_id = ?', turnId)
    for (const compoundId of compoundIds) rows.touch({ table: DUTIES, compoundId })
    rows.touch({ table: TURNS })
    putDueOf(rows, turnId)
  }),
  on(PersonErased, ({ data: { personId } }, rows) => {
    const ended = rows.run(`UPDATE ${LINKS} SET withdrawn = 1 WHERE person_id = ?`, personId)
    if (ended > 0) rows.touch({ table: LINKS })
  }),
  on(FileStored, ({ metadata: { channel, causationId } }, rows) => {
    if (channel !== 'link' || causationId === undefined) return
    const counted = rows.run(`UPDATE ${LINKS} SET uploads = uploads + 1 WHERE link_id = ?`, causationId)
    if (counted > 0) rows.touch({ table: LINKS })
  }),
])
