/** Owners' money comes in: one contribution or a list, taken whole. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { reject } from '../errors.ts'
import { type ContributionRow, ContributionsRecorded, MAX_FUND_ROWS, type RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import {
  requireAccounts,
  requireAmounts,
  requireDayCounts,
  requireFreshIds,
  requireOpened,
  requireRoomFor,
} from './checks.ts'
import { takenFromClaims } from './claims.ts'
import { type KeepsClosed, keptOfClosed, keptReceiptIds } from './kept-of-closed.ts'

export interface RecordContributions
  extends Readonly<
    Pick<z.output<typeof ContributionsRecorded.schema>, 'contributionId' | 'kind' | 'paidOn' | 'note' | 'file'>
  > {
  readonly type: 'RecordContributions'
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
  /** `row`: in the file, from 1. */
  readonly rows: readonly (ContributionRow & { readonly row?: number })[]
  /** Money that is here already: what is for a closed account waits in suspense. Absent: the list is refused. */
  readonly keepsClosed?: KeepsClosed
}

export function record(command: RecordContributions, state: FundState): readonly RepairFundEvent[] {
  const { compoundId, contributionId, kind, paidOn, note, file, rows, today, keepsClosed } = command
  requireOpened(state)
  const own = [contributionId, ...keptReceiptIds(contributionId)]
  if (own.some((id) => getFrom(state.ledger.bookings, id))) return []
  requireDayCounts(state, paidOn, today)
  if (rows.length === 0) throw reject('contribution-empty', { field: 'rows' })
  if (rows.length > MAX_FUND_ROWS)
    throw reject('contribution-too-many-rows', { field: 'rows', rows: rows.length, limit: MAX_FUND_ROWS })
  requireAmounts(rows)
  const isKept = ({ unitId }: ContributionRow) => keepsClosed !== undefined && state.accounts.closed.has(unitId)
  const taken = rows
    .filter((row) => !isKept(row))
    .map(({ entryId, unitId, amountFen }) => ({ entryId, unitId, amountFen }))
  requireAccounts(state, taken)
  requireFreshIds(
    state,
    rows.map(({ entryId }) => entryId),
  )
  requireRoomFor(state, rows)
  const recorded =
    taken.length === 0
      ? []
      : [ContributionsRecorded({ compoundId, contributionId, kind, paidOn, note, file, rows: taken })]
  return [
    ...recorded,
    ...(keepsClosed ? keptOfClosed(command, rows.filter(isKept), keepsClosed, state.ledger) : []),
    ...takenFromClaims(state.ledger, compoundId, paidOn, taken),
  ]
}
