/** What may happen to a fund: accounts are opened, money comes in, a mistaken entry is taken back; nothing is changed. */
import { type Day, type Decider, formatFen, type Id, MAX_FEN, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from './bucket-map.ts'
import { reject } from './errors.ts'
import {
  type AccountRow,
  ContributionsRecorded,
  EntryReversed,
  FundOpened,
  MAX_FUND_ROWS,
  type RepairFundEvent,
  UnitAccountsOpened,
} from './events.ts'
import { balanceOf, evolve, type FundState, initial, totalsOf } from './fund.state.ts'

/** Commercial housing with repair money is younger than this: an earlier year is a slip of the pen. */
export const EARLIEST_PAID_ON: Day = '1990-01-01'
/** A refusal names this many units; more help nobody. */
const NAMED_UNITS = 10

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>

interface OfFund {
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
/** Again: accounts for units that came later; how the fund was opened stays as it was. */
export interface OpenFund extends OfFund, Pick<DataOf<typeof FundOpened>, 'openedOn' | 'bookkeeper' | 'ground'> {
  readonly type: 'OpenFund'
}
export interface RecordContributions
  extends OfFund,
    Pick<DataOf<typeof ContributionsRecorded>, 'contributionId' | 'kind' | 'paidOn' | 'note' | 'file' | 'rows'> {
  readonly type: 'RecordContributions'
}
export interface ReverseEntry extends OfFund, Pick<DataOf<typeof EntryReversed>, 'reversalId' | 'entryId' | 'reason'> {
  readonly type: 'ReverseEntry'
}
export type FundCommand = OpenFund | RecordContributions | ReverseEntry

/** OpenFund needs the units of the compound, from its source stream; the others need nothing. */
export type FundFacts = { readonly units: readonly z.output<typeof AccountRow>[] } | undefined

type Events = readonly RepairFundEvent[]

export const fundDecider: Decider<FundCommand, RepairFundEvent, FundState, FundFacts> = { initial, evolve, decide }

function decide(command: FundCommand, state: FundState, facts: FundFacts): Events {
  switch (command.type) {
    case 'OpenFund':
      return open(command, state, facts)
    case 'RecordContributions':
      return record(command, state)
    case 'ReverseEntry':
      return reverse(command, state)
    default:
      return unreachable(command)
  }
}

function open(command: OpenFund, state: FundState, facts: FundFacts): Events {
  if (!facts) throw new TypeError('OpenFund needs the units of the compound')
  const { compoundId, openedOn, bookkeeper, ground, today } = command
  if (facts.units.length === 0) throw reject('fund-needs-units')
  if (state.openedOn === null && openedOn > today)
    throw reject('opened-in-future', { field: 'openedOn', openedOn, today })
  const missing = facts.units.filter(({ unitId }) => !getFrom(state.accounts, unitId))
  return chunksOf(missing).map((rows, index) =>
    state.openedOn === null && index === 0
      ? FundOpened({ compoundId, openedOn, bookkeeper, ground, rows })
      : UnitAccountsOpened({ compoundId, rows }),
  )
}

function chunksOf<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / MAX_FUND_ROWS)
  return Array.from({ length: count }, (_, index) => rows.slice(index * MAX_FUND_ROWS, (index + 1) * MAX_FUND_ROWS))
}

function record(command: RecordContributions, state: FundState): Events {
  if (state.openedOn === null) throw reject('fund-not-open')
  if (getFrom(state.contributions, command.contributionId)) return []
  requirePaidInTime(command)
  requireSoundRows(command, state)
  const { compoundId, contributionId, kind, paidOn, note, file, rows } = command
  return [ContributionsRecorded({ compoundId, contributionId, kind, paidOn, note, file, rows })]
}

/** Money may be older than the fund's book here: an existing bank book is entered with its own dates. */
function requirePaidInTime({ paidOn, today }: RecordContributions): void {
  if (paidOn > today) throw reject('paid-in-future', { field: 'paidOn', paidOn, today })
  if (paidOn < EARLIEST_PAID_ON) throw reject('paid-too-early', { field: 'paidOn', paidOn, earliest: EARLIEST_PAID_ON })
}

function requireSoundRows({ rows }: RecordContributions, state: FundState): void {
  if (rows.length === 0) throw reject('contribution-empty', { field: 'rows' })
  if (rows.length > MAX_FUND_ROWS)
    throw reject('contribution-too-many-rows', { field: 'rows', rows: rows.length, limit: MAX_FUND_ROWS })
  const wrong = rows.findIndex(({ amountFen }) => !Number.isInteger(amountFen) || amountFen < 1 || amountFen > MAX_FEN)
  if (wrong >= 0) throw reject('amount-not-positive', { field: `rows[${wrong}].amountFen`, row: wrong + 1 })
  requireAccounts(rows, state)
  requireFreshEntryIds(rows, state)
  const sumFen = rows.reduce((sum, row) => sum + row.amountFen, 0)
  if (totalsOf(state).balanceFen + sumFen > MAX_FEN) throw reject('fund-too-large', { field: 'rows' })
}

function requireAccounts(rows: RecordContributions['rows'], state: FundState): void {
  const first = rows.findIndex(({ unitId }) => !getFrom(state.accounts, unitId))
  if (first < 0) return
  const units = [...new Set(rows.map(({ unitId }) => unitId).filter((unitId) => !getFrom(state.accounts, unitId)))]
  throw reject('units-without-account', {
    field: `rows[${first}].unitId`,
    count: units.length,
    units: units.slice(0, NAMED_UNITS),
  })
}

function requireFreshEntryIds(rows: RecordContributions['rows'], state: FundState): void {
  const seen = new Set<Id>()
  for (const { entryId } of rows) {
    if (seen.has(entryId) || getFrom(state.entries, entryId)) throw reject('entry-id-taken', { entryId })
    seen.add(entryId)
  }
}

function reverse({ compoundId, entryId, reversalId, reason }: ReverseEntry, state: FundState): Events {
  const entry = getFrom(state.entries, entryId)
  if (!entry) throw reject('entry-unknown', { entryId })
  if (entry.reverses !== null) throw reject('entry-is-reversal', { entryId })
  if (entry.reversedBy !== null) return []
  if (getFrom(state.entries, reversalId)) throw reject('entry-id-taken', { entryId: reversalId })
  const { unitId, amountFen } = entry
  const balanceFen = balanceOf(state, unitId) ?? 0
  if (balanceFen < amountFen)
    throw reject('account-would-go-negative', { unitId, balance: formatFen(balanceFen), amount: formatFen(amountFen) })
  return [EntryReversed({ compoundId, reversalId, entryId, unitId, amountFen, reason })]
}
