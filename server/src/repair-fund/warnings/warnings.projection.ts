/** What warnings are measured by: balance and first deposit of each account, the bank by day, claims, closed periods. */
import { dayOf, type Id, type Recorded } from '@changxin/shared/kernel'
import {
  AccountsClosed,
  AccountsReopened,
  allMoneyEvents,
  BankReconciled,
  type EntryReversed,
  FundOpened,
  type Journal,
  journalOf,
  movedFirst,
  PeriodClosed,
  StatementPosted,
  TopUpDutyArose,
  TopUpDutyMet,
  UnitAccountsOpened,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'
import { accountOf, type Changes, changeOf, claim, loseFirst, moveFirst, write } from './account-changes.ts'
import { NO_PERCENT, schema } from './warnings.schema.ts'

type Money = Parameters<typeof journalOf>[0] & Pick<Recorded, 'position' | 'metadata'>
/** Books and accounts do not matter here: a unit's money is its money in either. */
const KNOWN = { bookOf: () => 'commercial' as const, accountOf: () => undefined }
const FIRST: ReadonlySet<string> = new Set(['first-deposit', 'build-up'])

function moneyMoved(event: Money, rows: Rows): void {
  const journal = journalOf(event, dayOf(event.metadata.occurredAt), KNOWN)
  const { compoundId } = event.data
  const changes: Changes = new Map()
  let unitsFen = 0
  for (const { holder, fen, entryId, reverses } of journal.movements) {
    if (holder.of !== 'unit') continue
    const change = changeOf(changes, holder.unitId)
    change.balanceFen += fen
    unitsFen += fen
    if (FIRST.has(journal.kind) && entryId !== null) {
      rows.run('INSERT OR IGNORE INTO repair_fund_warnings_first VALUES (?)', entryId)
      change.firstFen += fen
    } else if (reverses !== null && isFirst(rows, reverses)) change.firstFen += fen
  }
  if (event.type === 'AccountsRearranged') moveFirst(rows, event.data, changes)
  if (event.type === 'BuildingLost') loseFirst(rows, event.data.buildingId, changes)
  if (event.type === 'BookingReversed') claim(event.data, changes)
  write(rows, compoundId, changes)
  writeBank(rows, compoundId, journal)
  rows.run(
    'UPDATE repair_fund_warnings_fund SET position = ?, at = ? WHERE compound_id = ?',
    ...[event.position, event.metadata.occurredAt, compoundId],
  )
  if (unitsFen !== 0 || changes.size > 0) rows.touch({ table: 'repair_fund_warnings_account', compoundId })
  rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
}

const isFirst = (rows: Rows, entryId: Id) =>
  rows.get('SELECT 1 FROM repair_fund_warnings_first WHERE entry_id = ?', entryId) !== undefined

function writeBank(rows: Rows, compoundId: Id, { movements, counter, moved, on: day }: Journal): void {
  const gained = counter === 'bank' ? movements.map(({ fen, on: own }) => ({ day: own ?? day, fen })) : []
  if (moved?.to === 'bank') gained.push({ day, fen: moved.fen })
  if (moved?.from === 'bank') gained.push({ day, fen: -moved.fen })
  const byDay = new Map<string, number>()
  for (const { day: on, fen } of gained) byDay.set(on, (byDay.get(on) ?? 0) + fen)
  for (const [on, fen] of byDay)
    rows.run(
      `INSERT INTO repair_fund_warnings_bank VALUES (?, ?, ?)
       ON CONFLICT (compound_id, day) DO UPDATE SET change_fen = change_fen + excluded.change_fen`,
      ...[compoundId, on, fen],
    )
}

type Opened = Recorded<{ type: string; data: z.output<typeof UnitAccountsOpened.schema> }>
function openAccounts({ data: { compoundId, rows: units } }: Opened, rows: Rows): void {
  let opened = 0
  for (const { unitId, buildingId } of units)
    opened += rows.run(
      'INSERT OR IGNORE INTO repair_fund_warnings_account VALUES (?, ?, ?, 0, 0, ?, 0, NULL, 0, 0)',
      ...[unitId, compoundId, buildingId, NO_PERCENT],
    )
  rows.run('UPDATE repair_fund_warnings_fund SET accounts = accounts + ? WHERE compound_id = ?', opened, compoundId)
  rows.touch({ table: 'repair_fund_warnings_account', compoundId })
  rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
}

type Closed = Recorded<{ type: string; data: z.output<typeof AccountsClosed.schema> }>
/** What their first deposits were goes to the accounts that come after them, where no money took it along. */
function closeAccounts({ data: { compoundId, unitIds, successors }, position, metadata }: Closed, rows: Rows): void {
  const changes: Changes = new Map()
  let firstFen = 0
  for (const unitId of unitIds) {
    const own = accountOf(rows, unitId)?.first_fen ?? 0
    changeOf(changes, unitId).firstFen -= own
    firstFen += own
    rows.run('UPDATE repair_fund_warnings_account SET closed = 1 WHERE unit_id = ?', unitId)
  }
  const to = successors.map(({ unitId, weight }) => ({ unitId, amountFen: weight }))
  if (to.length > 0)
    for (const [unitId, fen] of movedFirst(firstFen, to, new Map())) changeOf(changes, unitId).firstFen += fen
  write(rows, compoundId, changes)
  rows.run(
    // First deposits moved without money: what is measured by them is another look.
    'UPDATE repair_fund_warnings_fund SET accounts = accounts - ?, position = ?, at = ? WHERE compound_id = ?',
    ...[unitIds.length, position, metadata.occurredAt, compoundId],
  )
  rows.touch({ table: 'repair_fund_warnings_account', compoundId })
  rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
}

type Reopened = Recorded<{ type: string; data: z.output<typeof AccountsReopened.schema> }>
function reopenAccounts({ data: { compoundId, unitIds } }: Reopened, rows: Rows): void {
  for (const unitId of unitIds) rows.run('UPDATE repair_fund_warnings_account SET closed = 0 WHERE unit_id = ?', unitId)
  const sql = 'UPDATE repair_fund_warnings_fund SET accounts = accounts + ? WHERE compound_id = ?'
  rows.run(sql, unitIds.length, compoundId)
  rows.touch({ table: 'repair_fund_warnings_account', compoundId })
  rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
}

type Found = Recorded<{ type: string; data: z.output<typeof TopUpDutyArose.schema> }>
function setDuty({ data: { compoundId, rows: units } }: Found, since: string | null, rows: Rows): void {
  for (const { unitId } of units)
    rows.run(
      'UPDATE repair_fund_warnings_account SET duty = ?, duty_since = ? WHERE unit_id = ?',
      ...[since === null ? 0 : 1, since, unitId],
    )
  rows.touch({ table: 'repair_fund_warnings_account', compoundId })
}

const ofMoney = allMoneyEvents.map((definition) =>
  on(definition as typeof EntryReversed, (event, rows) => moneyMoved(event as Money, rows)),
) satisfies (readonly [string, Handler])[]

export const repairFundWarningsProjection = projection('repair-fund-warnings', 1, schema, [
  on(FundOpened, (event, rows) => {
    const { compoundId, openedOn } = event.data
    rows.run(
      'INSERT INTO repair_fund_warnings_fund VALUES (?, ?, 0, 0, 0, ?, 0, 0, NULL, NULL, ?, ?)',
      ...[compoundId, openedOn, NO_PERCENT, event.position, event.metadata.occurredAt],
    )
    openAccounts(event, rows)
  }),
  on(UnitAccountsOpened, openAccounts),
  ...ofMoney,
  on(AccountsClosed, closeAccounts),
  on(AccountsReopened, reopenAccounts),
  on(PeriodClosed, ({ data: { compoundId, through } }, rows) => {
    rows.run('UPDATE repair_fund_warnings_fund SET closed_through = ? WHERE compound_id = ?', through, compoundId)
    rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
  }),
  on(BankReconciled, ({ data: { compoundId, month } }, rows) => {
    rows.run('INSERT OR IGNORE INTO repair_fund_warnings_month VALUES (?, ?)', compoundId, month)
    rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
  }),
  on(StatementPosted, ({ data: { compoundId, postedOn } }, rows) => {
    rows.run(
      'UPDATE repair_fund_warnings_fund SET posted_on = max(coalesce(posted_on, ?1), ?1) WHERE compound_id = ?2',
      ...[postedOn, compoundId],
    )
    rows.touch({ table: 'repair_fund_warnings_fund', compoundId })
  }),
  on(TopUpDutyArose, (event, rows) => setDuty(event, event.data.on, rows)),
  on(TopUpDutyMet, (event, rows) => setDuty(event, null, rows)),
])
