/** Small expenses of a compound, newest first, with the limits of the rule in force. */
import type { Id } from '@changxin/shared/kernel'
import type { SmallExpenseRecorded, SmallExpenseRow } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { nameOf } from '../../people/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { placeIn } from './gate.facts.ts'
import type { Page } from './withdrawals.queries.ts'

const EXPENSE = 'repair_fund_withdrawals_expense'
const NEWEST_FIRST: KeysetOrder = {
  name: 'small-expenses',
  keys: [{ sql: 'e.position', type: 'text' }],
  descending: true,
}

interface Row {
  readonly expense_id: Id
  readonly state: z.output<typeof SmallExpenseRow>['state']
  /** Less what came back. */
  readonly amount_fen: number
  readonly data: string
  readonly by_id: Id
  readonly signed_by: Id | null
  readonly paid_on: string | null
  readonly reason: string | null
  readonly posted: number
  readonly sample: number
}

/** `onlySigned`: for residents, who see what was paid. */
export function listExpenses(
  read: Read,
  compoundId: Id,
  { month, limit, cursor }: Page & { month?: string | undefined },
  isDesk: boolean,
) {
  const { rows, next } = keysetPage<Row>(read, {
    select: 'e.*, coalesce(p.at > e.signed_at, 0) AS posted',
    from: `${EXPENSE} e LEFT JOIN repair_fund_withdrawals_posting p ON p.compound_id = e.compound_id AND p.month = e.month`,
    where: allOf(
      { sql: 'e.compound_id = ?', params: [compoundId] },
      month === undefined ? undefined : { sql: 'e.month = ?', params: [month] },
      isDesk ? undefined : { sql: "e.state = 'signed'", params: [] },
    ),
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  const { rule, today } = placeIn(read, compoundId)
  const asked = month ?? today.slice(0, 7)
  const spent = read.get<{ fen: number | null }>(
    `SELECT sum(amount_fen) AS fen FROM ${EXPENSE} WHERE compound_id = ? AND month = ? AND state = 'signed'`,
    ...[compoundId, asked],
  )
  const posting = read.get<{ posted_on: string }>(
    'SELECT posted_on FROM repair_fund_withdrawals_posting WHERE compound_id = ? AND month = ?',
    ...[compoundId, asked],
  )
  return {
    items: rows.map((row) => rowView(read, row, isDesk)),
    limitFen: rule.settings.smallExpenseFen.value,
    monthLimitFen: rule.settings.smallExpenseMonthFen.value,
    monthFen: spent?.fen ?? 0,
    postedOn: posting?.posted_on ?? null,
    ...(next ? { next } : {}),
  }
}

function rowView(read: Read, row: Row, isDesk: boolean): z.output<typeof SmallExpenseRow> {
  const told = JSON.parse(row.data) as z.output<typeof SmallExpenseRecorded.schema>
  const name = (id: Id | null) => (id !== null && isDesk ? nameOf(read, id) : null)
  const amountFen = row.state === 'withdrawn' ? told.amountFen : row.amount_fen
  return {
    ...{ id: row.expense_id, purpose: told.purpose, amountFen, spentOn: told.spentOn },
    ...{ state: row.state, payee: told.payee, photos: told.photos, invoices: told.invoices },
    ...{ recordedById: row.by_id, recordedByName: name(row.by_id), signedById: row.signed_by },
    ...{ signedByName: name(row.signed_by), paidOn: row.paid_on, reason: row.reason },
    ...{ posted: row.posted === 1 && row.state === 'signed', sample: row.sample === 1 },
  }
}

export const compoundOfExpense = (read: Read, expenseId: Id): Id | undefined =>
  read.get<{ compound_id: Id }>(`SELECT compound_id FROM ${EXPENSE} WHERE expense_id = ?`, expenseId)?.compound_id
