/** What happens to accounts when units are sold, divided, joined or lost. The balance goes with the unit, to the fen. */
import { allocateFen, type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom, valuesOf } from '../bucket-map.ts'
import { requireAccounts, requireDayCounts, requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { AccountsRearranged, BuildingLost, LossPaid, owedBy } from '../ledger/index.ts'
import { requireInBank } from '../reversals/cash.ts'
import { requireInNoWithdrawal } from '../withdrawals/open-shares.ts'
import { MAX_REARRANGED } from './account-change.ts'
import { reject } from './errors.ts'
import { AccountsClosed, AccountsReopened, SaleHandoverRecorded } from './events.ts'
import { wayBackOf } from './way-back.ts'

export type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
export interface Today {
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface RecordSaleHandover extends Omit<DataOf<typeof SaleHandoverRecorded>, 'balanceFen' | 'owedFen'>, Today {
  readonly type: 'RecordSaleHandover'
}
export interface RearrangeAccounts extends Omit<DataOf<typeof AccountsRearranged>, 'from' | 'to'>, Today {
  readonly type: 'RearrangeAccounts'
  readonly fromUnitIds: readonly Id[]
  readonly toUnitIds: readonly Id[]
}
export interface RecordBuildingLoss extends Omit<DataOf<typeof BuildingLost>, 'units' | 'sellers'>, Today {
  readonly type: 'RecordBuildingLoss'
}
export interface PayLoss
  extends Pick<DataOf<typeof LossPaid>, 'compoundId' | 'paymentId' | 'lossEntryId' | 'paidOn' | 'file'>,
    Today {
  readonly type: 'PayLoss'
  readonly by: Id
}
export interface CloseAccount extends Today {
  readonly type: 'CloseAccount'
  readonly compoundId: Id
  readonly unitId: Id
  readonly reason: string
}

/** Floor areas in 0.01 m², by unit. */
export interface AccountFacts {
  readonly floorAreas?: ReadonlyMap<Id, number>
}

type Events = readonly RepairFundEvent[]
const NAMED_UNITS = 10
const rowsOf = (unitIds: readonly Id[]) => unitIds.map((unitId) => ({ unitId }))
const balanceIn = ({ ledger }: FundState, unitId: Id) => getFrom(ledger.accounts, unitId)?.balanceFen ?? 0

export function recordSaleHandover({ type: _, today, ...handover }: RecordSaleHandover, state: FundState): Events {
  const { handoverId, unitId, on, buyerToldOn } = handover
  requireOpened(state)
  if (state.accounts.handovers.has(handoverId)) return []
  requireAccounts(state, rowsOf([unitId]))
  // Nothing is booked, so that a closed period does not matter.
  const latest = on > buyerToldOn ? on : buyerToldOn
  if (latest > today) throw reject('handover-told-late', { field: 'buyerToldOn', buyerToldOn: latest, today })
  const owedFen = owedBy(state.ledger, unitId)
  return [SaleHandoverRecorded({ ...handover, balanceFen: balanceIn(state, unitId), owedFen })]
}

export function rearrange(command: RearrangeAccounts, state: FundState, { floorAreas }: AccountFacts): Events {
  const { compoundId, changeId, kind, on, reason, fromUnitIds, toUnitIds, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, changeId)) return []
  requireShape(command)
  const ended = fromUnitIds.filter((unitId) => !toUnitIds.includes(unitId))
  const fromFen = fromUnitIds.map((unitId) => ({ unitId, fen: balanceIn(state, unitId) }))
  const wholeFen = fromFen.reduce((sum, { fen }) => sum + fen, 0)
  if (wholeFen === 0 && ended.length > 0 && ended.every((unitId) => state.accounts.closed.has(unitId))) return []
  requireDayCounts(state, on, today, 'on')
  const { reopened, given } = wayBackOf(state, command)
  requireOneBook(state, command, reopened)
  requireInNoWithdrawal(state, { unitIds: fromUnitIds })
  const weights = given ? toUnitIds.map((id) => ({ id, weight: given.get(id) ?? 0 })) : weightsOf(toUnitIds, floorAreas)
  const shares = allocateFen(wholeFen, weights)
  // Both sides make entries: `…-f1` of a unit that gives, `…-t1` of one that gets.
  const from = fromFen.flatMap(({ unitId, fen }, index) =>
    fen > 0 ? [{ entryId: `${changeId}-f${index + 1}`, unitId, amountFen: fen }] : [],
  )
  const to = toUnitIds.flatMap((unitId, index) => {
    const amountFen = shares.get(unitId) ?? 0
    return amountFen > 0 ? [{ entryId: `${changeId}-t${index + 1}`, unitId, amountFen }] : []
  })
  const successors = weights.flatMap(({ id: unitId, weight }) => (weight > 0 ? [{ unitId, weight }] : []))
  return [
    ...(reopened.length > 0 ? [AccountsReopened({ compoundId, unitIds: [...reopened], on, reason })] : []),
    ...(wholeFen > 0 ? [AccountsRearranged({ compoundId, changeId, kind, on, reason, from, to })] : []),
    ...(ended.length > 0
      ? [AccountsClosed({ compoundId, unitIds: ended, on, because: kind, reason, successors })]
      : []),
  ]
}

function requireShape({ kind, fromUnitIds, toUnitIds }: RearrangeAccounts): void {
  const isTwice = (ids: readonly Id[]) => new Set(ids).size < ids.length
  const [one, many] = kind === 'split' ? [fromUnitIds, toUnitIds] : [toUnitIds, fromUnitIds]
  const isWrong = one.length !== 1 || many.length < 2 || many.length > MAX_REARRANGED || isTwice(many)
  if (isWrong) throw reject('rearrange-shape', { field: 'toUnitIds' })
}

function requireOneBook(
  state: FundState,
  { fromUnitIds, toUnitIds }: RearrangeAccounts,
  reopened: readonly Id[],
): void {
  requireAccounts(state, rowsOf(toUnitIds.filter((unitId) => !reopened.includes(unitId))))
  // A closed unit may still have got something back; it goes where the rest went.
  requireAccounts(state, rowsOf(fromUnitIds.filter((unitId) => !state.accounts.closed.has(unitId))))
  const accounts = [...fromUnitIds, ...toUnitIds].map((unitId) => getFrom(state.ledger.accounts, unitId))
  // Walls are broken through inside of a building, never between two.
  if (new Set(accounts.map((account) => account?.buildingId)).size > 1)
    throw reject('rearrange-other-building', { field: 'toUnitIds' })
  const books = new Set(accounts.map((account) => account?.book))
  if (books.size > 1) throw reject('rearrange-other-book', { field: 'toUnitIds' })
  for (const unitId of fromUnitIds) requireNoClaim(state, unitId)
}

function requireNoClaim({ ledger }: FundState, unitId: Id): void {
  const owed = owedBy(ledger, unitId)
  if (owed > 0) throw reject('account-owes', { unitId, owed: formatFen(owed) })
}

/** A merger needs no areas: everything goes to the one unit. */
function weightsOf(toUnitIds: readonly Id[], areas: AccountFacts['floorAreas']) {
  if (toUnitIds.length === 1) return toUnitIds.map((id) => ({ id, weight: 1 }))
  if (!areas) throw new TypeError('Dividing a unit needs the floor areas')
  const missing = toUnitIds.filter((unitId) => areas.get(unitId) === undefined)
  if (missing.length > 0)
    throw reject('rearrange-area-missing', { count: missing.length, units: missing.slice(0, NAMED_UNITS) })
  return toUnitIds.map((id) => ({ id, weight: areas.get(id) ?? 0 }))
}

/** 165号令 art. 29: what the units have is owed to their owners, what sellers have to them. All its accounts end. */
export function recordBuildingLoss({ type: _, today, ...loss }: RecordBuildingLoss, state: FundState): Events {
  const { compoundId, lossId, buildingId, on, reason } = loss
  requireOpened(state)
  if (getFrom(state.ledger.bookings, lossId)) return []
  requireDayCounts(state, on, today, 'on')
  const accounts = [...valuesOf(state.ledger.accounts)]
    .filter(([, account]) => account.buildingId === buildingId)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  if (accounts.length === 0) throw reject('loss-building-unknown', { field: 'buildingId' })
  const sellerIds = [...state.ledger.sellers].flatMap(([id, seller]) => (seller.buildingId === buildingId ? [id] : []))
  requireInNoWithdrawal(state, { unitIds: accounts.map(([unitId]) => unitId), sellerIds })
  const units = accounts
    .filter(([, { balanceFen }]) => balanceFen > 0)
    .map(([unitId, { balanceFen }], index) => ({ entryId: `${lossId}-${index + 1}`, unitId, amountFen: balanceFen }))
  const sellers = [...state.ledger.sellers]
    .filter(([, seller]) => seller.buildingId === buildingId && seller.balanceFen > 0)
    .map(([sellerId, { balanceFen }], index) => ({
      ...{ entryId: `${lossId}-s${index + 1}`, sellerId },
      amountFen: balanceFen,
    }))
  const open = accounts.map(([unitId]) => unitId).filter((unitId) => !state.accounts.closed.has(unitId))
  const isOwed = units.length + sellers.length > 0
  return [
    ...(isOwed ? [BuildingLost({ ...loss, units, sellers })] : []),
    ...(open.length > 0
      ? [AccountsClosed({ compoundId, unitIds: open, on, because: 'lost', reason, successors: [] })]
      : []),
  ]
}

export function payLoss({ type: _, today, by, ...payment }: PayLoss, state: FundState): Events {
  const { paymentId, lossEntryId, paidOn } = payment
  requireOpened(state)
  if (getFrom(state.ledger.bookings, paymentId) || state.accounts.paidLosses.has(lossEntryId)) return []
  const entry = getFrom(state.ledger.entries, lossEntryId)
  if (entry?.kind !== 'loss') throw reject('loss-entry-unknown', { lossEntryId })
  if (state.accounts.changes.get(entry.bookingId)?.endedBy === by) throw reject('loss-own')
  requireDayCounts(state, paidOn, today)
  const book =
    entry.holder.of === 'unit'
      ? (getFrom(state.ledger.accounts, entry.holder.unitId)?.book ?? 'commercial')
      : 'public-housing'
  requireInBank(state.ledger, book, -entry.fen)
  return [LossPaid({ ...payment, lossId: entry.bookingId, book, amountFen: -entry.fen })]
}

export function closeAccount({ compoundId, unitId, reason, today }: CloseAccount, state: FundState): Events {
  requireOpened(state)
  if (state.accounts.closed.has(unitId)) return []
  requireAccounts(state, rowsOf([unitId]))
  const balanceFen = balanceIn(state, unitId)
  if (balanceFen > 0) throw reject('account-not-empty', { balance: formatFen(balanceFen) })
  requireNoClaim(state, unitId)
  requireInNoWithdrawal(state, { unitIds: [unitId] })
  return [AccountsClosed({ compoundId, unitIds: [unitId], on: today, because: 'other', reason, successors: [] })]
}
