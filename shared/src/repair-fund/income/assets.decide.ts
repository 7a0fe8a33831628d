/** Where the money lies, the accounts of those who sold public housing, and in which book a unit stands. */
import { type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom, valuesOf } from '../bucket-map.ts'
import {
  requireAccounts,
  requireAmounts,
  requireDayCounts,
  requireFreshIds,
  requireNotBefore,
  requireOpened,
  requireRoomFor,
} from '../contributions/checks.ts'
import { MAX_FUND_ROWS, type RepairFundEvent, SellerAccountOpened, UnitsClassified } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { AssetsMoved, MAX_SELLERS, SellerDeposited } from '../ledger/index.ts'
import { reject } from './errors.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
interface Today {
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface MoveAssets extends DataOf<typeof AssetsMoved>, Today {
  readonly type: 'MoveAssets'
}
export interface OpenSellerAccount extends DataOf<typeof SellerAccountOpened> {
  readonly type: 'OpenSellerAccount'
}
export interface RecordSellerDeposit extends DataOf<typeof SellerDeposited>, Today {
  readonly type: 'RecordSellerDeposit'
}
export interface ClassifyUnits extends Omit<DataOf<typeof UnitsClassified>, 'unitIds'> {
  readonly type: 'ClassifyUnits'
  readonly unitIds: readonly Id[]
}

type Events = readonly RepairFundEvent[]
const NAMED_UNITS = 10

/** Nothing is earned or lost by it: what bonds yield is an income of its own. */
export function moveAssets({ type: _, today, ...move }: MoveAssets, state: FundState): Events {
  const { moveId, book, from, to, amountFen, on, decisionId } = move
  requireOpened(state)
  if (getFrom(state.ledger.bookings, moveId)) return []
  requireDayCounts(state, on, today, 'on')
  requireAmounts([{ amountFen }])
  if (from === to || (from !== 'bank' && to !== 'bank')) throw reject('assets-same', { field: 'to' })
  if (to === 'bonds' && decisionId === null) throw reject('bonds-need-decision', { field: 'decisionId' })
  const maturesOn = to === 'bonds' ? termOf(move) : null
  const ofMoveId = from === 'bonds' ? boughtBy(move, state) : null
  const left = state.ledger.totals[book][from] ?? 0
  if (left < amountFen)
    throw reject('assets-short', { field: 'amountFen', left: formatFen(left), amount: formatFen(amountFen) })
  return [AssetsMoved({ ...move, maturesOn, ofMoveId })]
}

function termOf({ on, maturesOn }: Omit<MoveAssets, 'type' | 'today'>): Day {
  if (maturesOn === null || maturesOn <= on) throw reject('bonds-need-term', { field: 'maturesOn' })
  return maturesOn
}

function boughtBy({ ofMoveId, book, amountFen, on }: Omit<MoveAssets, 'type' | 'today'>, { incomes }: FundState): Id {
  const bond = ofMoveId === null ? undefined : incomes.bonds.get(ofMoveId)
  if (ofMoveId === null || bond?.book !== book) throw reject('bonds-unknown', { field: 'ofMoveId' })
  requireNotBefore(on, bond.boughtOn, 'on')
  if (bond.leftFen < amountFen)
    throw reject('bonds-short', { field: 'amountFen', left: formatFen(bond.leftFen), amount: formatFen(amountFen) })
  return ofMoveId
}

export function openSellerAccount({ type: _, ...seller }: OpenSellerAccount, state: FundState): Events {
  const { sellers, accounts } = state.ledger
  requireOpened(state)
  if (sellers.has(seller.sellerId)) return []
  if (![...valuesOf(accounts)].some(([, { buildingId }]) => buildingId === seller.buildingId))
    throw reject('seller-building-unknown', { field: 'buildingId' })
  const same = [...sellers.values()].some(
    (other) => other.buildingId === seller.buildingId && other.name === seller.name,
  )
  if (same) throw reject('seller-exists', { field: 'name' })
  if (sellers.size >= MAX_SELLERS) throw reject('sellers-full', { limit: MAX_SELLERS })
  return [SellerAccountOpened(seller)]
}

export function recordSellerDeposit({ type: _, today, ...deposit }: RecordSellerDeposit, state: FundState): Events {
  const { depositId, sellerId, amountFen, paidOn } = deposit
  requireOpened(state)
  if (getFrom(state.ledger.bookings, depositId)) return []
  if (!state.ledger.sellers.has(sellerId)) throw reject('seller-unknown', { sellerId })
  requireDayCounts(state, paidOn, today)
  requireAmounts([{ amountFen }])
  requireFreshIds(state, [depositId])
  requireRoomFor(state, [{ amountFen }], 'amountFen')
  return [SellerDeposited(deposit)]
}

export function classifyUnits({ compoundId, book, unitIds }: ClassifyUnits, state: FundState): Events {
  requireOpened(state)
  requireAccounts(
    state,
    unitIds.map((unitId) => ({ unitId })),
  )
  const accountOf = (unitId: Id) => getFrom(state.ledger.accounts, unitId)
  const changed = [...new Set(unitIds)].filter((unitId) => accountOf(unitId)?.book !== book)
  const used = changed.filter((unitId) => (accountOf(unitId)?.entries ?? 0) > 0)
  if (used.length > 0) throw reject('classify-has-entries', { count: used.length, units: used.slice(0, NAMED_UNITS) })
  const parts = Math.ceil(changed.length / MAX_FUND_ROWS)
  return Array.from({ length: parts }, (_, part) =>
    UnitsClassified({ compoundId, book, unitIds: changed.slice(part * MAX_FUND_ROWS, (part + 1) * MAX_FUND_ROWS) }),
  )
}
