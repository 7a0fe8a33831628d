/** What an event changes on unit accounts, summed up by unit and then written once: balance, first deposit, claim. */
import type { Id } from '@changxin/shared/kernel'
import { type AccountsRearranged, movedFirst, percentOfFirst, type RepairFundEvent } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import type { Rows } from '../../views/projection.ts'
import { NO_PERCENT } from './warnings.schema.ts'

/** What each unit's account changes by. */
export interface Change {
  balanceFen: number
  firstFen: number
  owedFen: number
}
export type Changes = Map<Id, Change>

export function changeOf(changes: Changes, unitId: Id): Change {
  const known = changes.get(unitId) ?? { balanceFen: 0, firstFen: 0, owedFen: 0 }
  changes.set(unitId, known)
  return known
}

type Rearranged = z.output<typeof AccountsRearranged.schema>
export function moveFirst(rows: Rows, { from, to }: Rearranged, changes: Changes): void {
  const kept = new Map<Id, number>()
  let firstFen = 0
  for (const { unitId } of from) {
    if (kept.has(unitId)) continue
    const account = accountOf(rows, unitId)
    const gave = from.filter((share) => share.unitId === unitId).reduce((sum, share) => sum + share.amountFen, 0)
    kept.set(unitId, Math.max(0, (account?.balance_fen ?? 0) - gave))
    firstFen += account?.first_fen ?? 0
    changeOf(changes, unitId).firstFen -= account?.first_fen ?? 0
  }
  for (const [unitId, fen] of movedFirst(firstFen, to, kept)) changeOf(changes, unitId).firstFen += fen
}

/** The building is gone with all its accounts, those without money too: nobody tops them up again. */
export function loseFirst(rows: Rows, buildingId: Id, changes: Changes): void {
  const gone = rows.all<{ unit_id: string; first_fen: number }>(
    'SELECT unit_id, first_fen FROM repair_fund_warnings_account WHERE building_id = ?',
    buildingId,
  )
  for (const { unit_id: unitId, first_fen } of gone) changeOf(changes, unitId).firstFen = -first_fen
}

type Reversed = Extract<RepairFundEvent, { type: 'BookingReversed' }>['data']
/** What was spent is claimed; a reversal without a proposal is such a claim coming in. */
export function claim({ owed, units, proposalId }: Reversed, changes: Changes): void {
  for (const { unitId, amountFen } of owed) changeOf(changes, unitId).owedFen += amountFen
  if (proposalId === null) for (const { unitId, amountFen } of units) changeOf(changes, unitId).owedFen += amountFen
}

interface Account {
  readonly balance_fen: number
  readonly first_fen: number
  readonly owed_fen: number
}
export const accountOf = (rows: Rows, unitId: Id) =>
  rows.get<Account>(
    'SELECT balance_fen, first_fen, owed_fen FROM repair_fund_warnings_account WHERE unit_id = ?',
    unitId,
  )
const percentOf = (balanceFen: number, firstFen: number) => percentOfFirst({ balanceFen, firstFen }) ?? NO_PERCENT

export function write(rows: Rows, compoundId: Id, changes: Changes): void {
  const sum = { balanceFen: 0, measuredFen: 0, firstFen: 0, owedFen: 0 }
  for (const [unitId, change] of changes) {
    const before = accountOf(rows, unitId)
    const balanceFen = (before?.balance_fen ?? 0) + change.balanceFen
    const firstFen = (before?.first_fen ?? 0) + change.firstFen
    rows.run(
      `UPDATE repair_fund_warnings_account SET balance_fen = ?, first_fen = ?, percent = ?, owed_fen = ? WHERE unit_id = ?`,
      ...[balanceFen, firstFen, percentOf(balanceFen, firstFen), (before?.owed_fen ?? 0) + change.owedFen, unitId],
    )
    sum.balanceFen += change.balanceFen
    // What accounts without a first deposit hold says nothing about how dry a fund is.
    sum.measuredFen += (firstFen > 0 ? balanceFen : 0) - (before && before.first_fen > 0 ? before.balance_fen : 0)
    sum.firstFen += change.firstFen
    sum.owedFen += change.owedFen
  }
  const fund = rows.get<{ measured_fen: number; first_fen: number }>(
    'SELECT measured_fen, first_fen FROM repair_fund_warnings_fund WHERE compound_id = ?',
    compoundId,
  )
  const measuredFen = (fund?.measured_fen ?? 0) + sum.measuredFen
  const firstFen = (fund?.first_fen ?? 0) + sum.firstFen
  rows.run(
    `UPDATE repair_fund_warnings_fund SET balance_fen = balance_fen + ?, measured_fen = ?, first_fen = ?, percent = ?,
       owed_fen = owed_fen + ? WHERE compound_id = ?`,
    ...[sum.balanceFen, measuredFen, firstFen, percentOf(measuredFen, firstFen), sum.owedFen, compoundId],
  )
}
