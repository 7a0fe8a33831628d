/** What is late by the calendar in one fund, by the rule in force: statements, reconciliation, idle money. */
import type { Day } from '@changxin/shared/kernel'
import { type FundRule, idleFen, statementDueOn, unreconciledMonths } from '@changxin/shared/repair-fund'
import type { Read } from '../../views/views.ts'

export interface FundRow {
  readonly compound_id: string
  readonly opened_on: string
  readonly balance_fen: number
  readonly first_fen: number
  readonly percent: number
  readonly accounts: number
  readonly owed_fen: number
  readonly closed_through: string | null
  readonly posted_on: string | null
}
export function byCalendar(read: Read, fund: FundRow | undefined, { settings }: FundRule, day: Day | null) {
  if (!fund || day === null)
    return { idleFen: 0, statements: null, reconciliation: { through: null, months: [], count: 0 } }
  const changes = read.all<{ day: Day; changeFen: number }>(
    `SELECT day, change_fen AS changeFen FROM repair_fund_warnings_bank WHERE compound_id = ? AND day <= ? ORDER BY day`,
    ...[fund.compound_id, day],
  )
  const through = fund.closed_through
  const reconciled = new Set(
    read
      .all<{ month: string }>(
        'SELECT month FROM repair_fund_warnings_month WHERE compound_id = ? AND month > ?',
        ...[fund.compound_id, through ?? ''],
      )
      .map(({ month }) => month),
  )
  const book = { openedOn: fund.opened_on, through, reconciled }
  const late = unreconciledMonths(book, settings.reconcileDay.value, day)
  return {
    idleFen: idleFen(changes, settings.idleMonths.value, day),
    statements: statementsOf(fund, settings.statementMonths.value, day),
    reconciliation: { through, months: [...late.months], count: late.count },
  }
}

/** Before the first posting the time runs from the opening of the fund. */
function statementsOf({ opened_on: openedOn, posted_on: lastPostedOn }: FundRow, everyMonths: number, day: Day) {
  const dueOn = statementDueOn(lastPostedOn ?? openedOn, everyMonths)
  return { lastPostedOn, dueOn, isOverdue: day > dueOn }
}
