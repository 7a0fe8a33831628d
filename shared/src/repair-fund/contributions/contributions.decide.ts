/** Owners' money comes in: one contribution or a list, taken whole. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { reject } from '../errors.ts'
import { ContributionsRecorded, MAX_FUND_ROWS, type RepairFundEvent } from '../events.ts'
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

export interface RecordContributions
  extends Readonly<
    Pick<z.output<typeof ContributionsRecorded.schema>, 'contributionId' | 'kind' | 'paidOn' | 'note' | 'file' | 'rows'>
  > {
  readonly type: 'RecordContributions'
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}

export function record(command: RecordContributions, state: FundState): readonly RepairFundEvent[] {
  const { compoundId, contributionId, kind, paidOn, note, file, rows, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, contributionId)) return []
  requireDayCounts(state, paidOn, today)
  if (rows.length === 0) throw reject('contribution-empty', { field: 'rows' })
  if (rows.length > MAX_FUND_ROWS)
    throw reject('contribution-too-many-rows', { field: 'rows', rows: rows.length, limit: MAX_FUND_ROWS })
  requireAmounts(rows)
  requireAccounts(state, rows)
  requireFreshIds(
    state,
    rows.map(({ entryId }) => entryId),
  )
  requireRoomFor(state, rows)
  const recorded = ContributionsRecorded({ compoundId, contributionId, kind, paidOn, note, file, rows })
  return [recorded, ...takenFromClaims(state.ledger, compoundId, paidOn, rows)]
}
