/** Proposed reversals with what they would take back, and the claims of a fund. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { BookingKind, ClaimView, ReversalState, ReversalView, reversalsApi } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { nameOf } from '../../people/index.ts'
import { unitLabel } from '../../places/index.ts'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

const endOf = ({ before }: AsOf) => before ?? CURRENT
const NEWEST_FIRST: KeysetOrder = { name: 'reversals', keys: [{ sql: 'position', type: 'text' }], descending: true }

interface ProposalRow {
  readonly proposal_id: string
  readonly reverses_id: string
  readonly amount_fen: number | null
  readonly came_back_on: Day | null
  readonly reason: string
  readonly proposed_by: string
  readonly proposed_at: string
  readonly state: ReversalState
  readonly ended_by: string | null
  readonly ended_at: string | null
  readonly ended_position: string | null
  readonly approver: ReversalView['approver']
  readonly refusal: string | null
  readonly sample: number
}

/** As of a day, a proposal that ended later was still open. `seesAccounts`: also whose entry it is. */
export function listReversals(
  read: Read,
  at: AsOf,
  { id, state, limit, cursor }: z.output<typeof reversalsApi.reversals.input>,
  seesAccounts: boolean,
) {
  const end = endOf(at)
  const wasOpen = { sql: "(state = 'open' OR ended_position >= ?)", params: [end] }
  const wasThus = { sql: 'state = ? AND ended_position < ?', params: [state ?? '', end] }
  const { rows, next } = keysetPage<ProposalRow>(read, {
    select: '*',
    from: 'repair_fund_reversals_proposal',
    where: allOf(
      { sql: 'compound_id = ? AND position < ?', params: [id, end] },
      state === undefined ? undefined : state === 'open' ? wasOpen : wasThus,
    ),
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => viewOf(read, row, end, seesAccounts)), ...(next === undefined ? {} : { next }) }
}

function viewOf(read: Read, row: ProposalRow, end: string, seesAccounts: boolean): ReversalView {
  const ended = row.ended_position !== null && row.ended_position < end
  const of = bookedOf(read, row.reverses_id)
  const unitId = seesAccounts ? (of?.unitId ?? null) : null
  return {
    id: row.proposal_id,
    state: ended ? row.state : 'open',
    reversesId: row.reverses_id,
    kind: of?.kind ?? null,
    unitId,
    label: unitId === null ? null : unitLabel(read, unitId),
    bookedFen: of?.fen ?? null,
    bookedOn: of?.on ?? null,
    amountFen: row.amount_fen,
    cameBackOn: row.came_back_on,
    reason: row.reason,
    proposedAt: row.proposed_at,
    proposedById: row.proposed_by,
    proposedByName: nameOf(read, row.proposed_by),
    endedAt: ended ? row.ended_at : null,
    endedByName: ended && row.ended_by !== null ? nameOf(read, row.ended_by) : null,
    approver: ended ? row.approver : null,
    refusal: ended ? row.refusal : null,
    sample: row.sample === 1,
  }
}

interface Booked {
  readonly compoundId: Id
  readonly kind: BookingKind
  readonly unitId: Id | null
  readonly fen: number
  readonly on: Day
}

/** An entry of a unit, else a booking. For what changed hands inside the fund, what the units gained by it. */
export function bookedOf(read: Read, id: Id): Booked | undefined {
  return (
    read.get<Booked>(
      `SELECT compound_id AS compoundId, kind, unit_id AS unitId, amount_fen AS fen, paid_on AS "on"
       FROM repair_fund_entry WHERE entry_id = ?`,
      id,
    ) ??
    read.get<Booked>(
      `SELECT compound_id AS compoundId, kind, NULL AS unitId, iif(fen = 0, units_fen, fen) AS fen, paid_on AS "on"
       FROM repair_fund_booking WHERE booking_id = ?`,
      id,
    )
  )
}

export function compoundOfProposal(read: Read, proposalId: Id): Id | undefined {
  const sql = 'SELECT compound_id FROM repair_fund_reversals_proposal WHERE proposal_id = ?'
  return read.get<{ compound_id: string }>(sql, proposalId)?.compound_id
}

export function listClaims(read: Read, compoundId: Id): { items: ClaimView[]; owedFen: number } {
  const items = read
    .all<Omit<ClaimView, 'label'>>(
      `SELECT entry_id AS id, unit_id AS unitId, owed_fen AS owedFen, since, reason FROM repair_fund_reversals_claim
       WHERE compound_id = ? ORDER BY position, entry_id`,
      compoundId,
    )
    .map((claim) => ({ ...claim, label: unitLabel(read, claim.unitId) }))
  return { items, owedFen: items.reduce((sum, { owedFen }) => sum + owedFen, 0) }
}
