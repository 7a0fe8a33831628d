/** Who gets how much of a pool: exact, and the same whatever the order. */
import { allocateFen, formatFen, type Id } from '@changxin/shared/kernel'
import { getFrom, valuesOf } from '../bucket-map.ts'
import { requireAccounts, requireAmounts } from '../contributions/checks.ts'
import type { FundState } from '../fund.state.ts'
import { type Book, owedBy } from '../ledger/index.ts'
import { dailyBalances, type Period } from './daily-balances.ts'
import { reject } from './errors.ts'

/** How many units a refusal names. */
const NAMED_UNITS = 10

export type Split =
  | { readonly key: 'floor-area'; readonly amountFen: number }
  | { readonly key: 'agreement'; readonly amountFen: number; readonly rows: readonly AgreedWeight[] }
  | { readonly key: 'daily-balance'; readonly amountFen: number; readonly period: Period }
  | { readonly key: 'claims'; readonly rows: readonly ClaimCover[] }
export interface AgreedWeight {
  readonly unitId: Id
  /** A whole number, in whatever unit was agreed. */
  readonly weight: number
}
export interface ClaimCover {
  readonly unitId: Id
  readonly amountFen: number
}

/** Unit by unit in the order of their ids, without those that get nothing. */
export interface Shares {
  readonly units: readonly { readonly unitId: Id; readonly amountFen: number }[]
  readonly sellers: readonly { readonly sellerId: Id; readonly amountFen: number }[]
}

/** Floor areas in 0.01 m², by unit; units without one are missing. */
export type FloorAreas = ReadonlyMap<Id, number>

export function sharesOf(state: FundState, book: Book, split: Split, areas: FloorAreas | undefined): Shares {
  switch (split.key) {
    case 'floor-area':
      return { units: byArea(state, book, split.amountFen, areas), sellers: [] }
    case 'agreement':
      return { units: byAgreement(state, book, split), sellers: [] }
    case 'daily-balance':
      return byDailyBalance(state, book, split)
    default:
      return { units: toClaims(state, book, split.rows), sellers: [] }
  }
}

/** 民法典 art. 283: without an agreement by floor area. */
function byArea(state: FundState, book: Book, amountFen: number, areas: FloorAreas | undefined): Shares['units'] {
  if (!areas) throw new TypeError('A distribution by floor area needs the areas')
  const unitIds = [...valuesOf(state.ledger.accounts)]
    .filter(([unitId, account]) => account.book === book && !state.accounts.closed.has(unitId))
    .map(([unitId]) => unitId)
  const missing = unitIds.filter((unitId) => areas.get(unitId) === undefined).sort()
  if (missing.length > 0)
    throw reject('distribution-areas-missing', { count: missing.length, units: missing.slice(0, NAMED_UNITS) })
  return allocated(
    amountFen,
    unitIds.map((id) => ({ id, weight: areas.get(id) ?? 0 })),
  )
}

function byAgreement(state: FundState, book: Book, { amountFen, rows }: Extract<Split, { key: 'agreement' }>) {
  requireRows(state, book, rows)
  return allocated(
    amountFen,
    rows.map(({ unitId: id, weight }) => ({ id, weight })),
  )
}

function requireRows(state: FundState, book: Book, rows: readonly { readonly unitId: Id }[]): void {
  requireAccounts(state, rows)
  const seen = new Set<Id>()
  for (const [index, { unitId }] of rows.entries()) {
    const field = `rows[${index}].unitId`
    if (seen.has(unitId)) throw reject('distribution-twice', { field, row: index + 1 })
    seen.add(unitId)
    if (getFrom(state.ledger.accounts, unitId)?.book !== book) throw reject('distribution-nobody', { field })
  }
}

function allocated(amountFen: number, parts: readonly { readonly id: Id; readonly weight: number }[]): Shares['units'] {
  if (!parts.some(({ weight }) => weight > 0)) throw reject('distribution-nobody')
  return [...allocateFen(amountFen, parts)]
    .filter(([, fen]) => fen > 0)
    .map(([unitId, fen]) => ({ unitId, amountFen: fen }))
    .sort((one, other) => (one.unitId < other.unitId ? -1 : 1))
}

/** Whole fen only: what is left over of each stays undistributed. */
function byDailyBalance(
  state: FundState,
  book: Book,
  { amountFen, period }: Extract<Split, { key: 'daily-balance' }>,
): Shares {
  const weights = dailyBalances(state, book, period)
  const sum = [...weights.units.values(), ...weights.sellers.values()].reduce((total, weight) => total + weight, 0n)
  if (sum === 0n) throw reject('distribution-nobody')
  const sharesBy = (of: ReadonlyMap<Id, bigint>) =>
    [...of]
      .map(([id, weight]) => ({ id, amountFen: Number((BigInt(amountFen) * weight) / sum) }))
      .filter((share) => share.amountFen > 0)
      .sort((one, other) => (one.id < other.id ? -1 : 1))
  return {
    units: sharesBy(weights.units).map(({ id: unitId, ...share }) => ({ unitId, ...share })),
    sellers: sharesBy(weights.sellers).map(({ id: sellerId, ...share }) => ({ sellerId, ...share })),
  }
}

function toClaims(state: FundState, book: Book, rows: readonly ClaimCover[]): Shares['units'] {
  requireRows(state, book, rows)
  requireAmounts(rows)
  for (const [index, { unitId, amountFen }] of rows.entries()) {
    const owed = owedBy(state.ledger, unitId)
    if (amountFen > owed)
      throw reject('distribution-no-claim', {
        field: `rows[${index}].amountFen`,
        owed: formatFen(owed),
        amount: formatFen(amountFen),
      })
  }
  return rows.toSorted((one, other) => (one.unitId < other.unitId ? -1 : 1))
}
