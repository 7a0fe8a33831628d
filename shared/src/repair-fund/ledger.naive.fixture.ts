/**
 * A second book, kept as a child would: who has how much, and where the money lies, from the events alone and without a
 * line of the ledger's code. What the two say must be the same.
 */
import { getFrom, valuesOf } from './bucket-map.ts'
import type { RepairFundEvent } from './events.ts'
import { type AssetAccount, Book, type Held, type Ledger, type Pool } from './ledger/index.ts'

export interface NaiveBook {
  /** By `unit u1`, `seller z1`, `compound commercial`, `bank commercial`, `owed commercial`. */
  readonly fen: Map<string, number>
  readonly bookOf: Map<string, Book>
}
export const naiveBook = (): NaiveBook => ({ fen: new Map(), bookOf: new Map() })

interface Rows {
  readonly units?: readonly { readonly unitId: string; readonly amountFen: number }[]
  readonly sellers?: readonly { readonly sellerId: string; readonly amountFen: number }[]
  readonly pools?: readonly { readonly pool: Pool; readonly book: Book; readonly amountFen: number }[]
}

/** Holders have more (or less) by these rows; so has the asset, unless the money only changed hands. */
function give(
  { fen, bookOf }: NaiveBook,
  { units = [], sellers = [], pools = [] }: Rows,
  asset: string | null,
  sign = 1,
) {
  const add = (name: string, amountFen: number) => fen.set(name, (fen.get(name) ?? 0) + sign * amountFen)
  const both = (holder: string, book: Book, amountFen: number) => {
    add(holder, amountFen)
    if (asset !== null) add(`${asset} ${book}`, asset === 'owed' ? -amountFen : amountFen)
  }
  for (const { unitId, amountFen } of units) both(`unit ${unitId}`, bookOf.get(unitId) ?? 'commercial', amountFen)
  for (const { sellerId, amountFen } of sellers) both(`seller ${sellerId}`, 'public-housing', amountFen)
  for (const { pool, book, amountFen } of pools) both(`${pool} ${book}`, book, amountFen)
}

const sumOf = (rows: readonly { readonly amountFen: number }[]) =>
  rows.reduce((sum, { amountFen }) => sum + amountFen, 0)

export function tellNaively(naive: NaiveBook, { type, data }: RepairFundEvent): void {
  const { fen } = naive
  const move = (from: string, to: string, amountFen: number) => {
    fen.set(from, (fen.get(from) ?? 0) - amountFen)
    fen.set(to, (fen.get(to) ?? 0) + amountFen)
  }
  switch (type) {
    case 'UnitsClassified':
      for (const unitId of data.unitIds) naive.bookOf.set(unitId, data.book)
      return
    case 'ContributionsRecorded':
      return give(naive, { units: data.rows }, 'bank')
    case 'IncomeReceived':
      return give(naive, { pools: [{ ...data, pool: data.into }] }, 'bank')
    case 'SellerDeposited':
      return give(naive, { sellers: [data] }, 'bank')
    case 'SuspenseReceived':
      return give(naive, { pools: data.rows.map((row) => ({ ...row, pool: 'suspense', book: data.book })) }, 'bank')
    case 'SuspenseReturned':
      return give(naive, { pools: [{ ...data, pool: 'suspense' }] }, 'bank', -1)
    case 'SuspenseAssigned':
      for (const row of data.rows)
        move(`suspense ${naive.bookOf.get(row.unitId) ?? 'commercial'}`, `unit ${row.unitId}`, row.amountFen)
      return
    case 'PoolDistributed':
      give(
        naive,
        { pools: [{ ...data, pool: data.from, amountFen: sumOf([...data.units, ...data.sellers]) }] },
        null,
        -1,
      )
      return give(naive, data, null)
    case 'PaymentMade': {
      const pools = [{ pool: 'compound', book: 'commercial', amountFen: data.compoundFen }] as const
      return give(naive, { units: data.units, sellers: data.sellers, pools }, data.asset, -1)
    }
    case 'AssetsMoved':
      return move(`${data.from} ${data.book}`, `${data.to} ${data.book}`, data.amountFen)
    case 'AccountsRearranged':
      give(naive, { units: data.from }, null, -1)
      return give(naive, { units: data.to }, null)
    case 'BuildingLost':
      return give(naive, data, 'owed', -1)
    case 'LossPaid':
      fen.set(`owed ${data.book}`, (fen.get(`owed ${data.book}`) ?? 0) - data.amountFen)
      fen.set(`bank ${data.book}`, (fen.get(`bank ${data.book}`) ?? 0) - data.amountFen)
      return
    case 'BookingReversed':
      return give(naive, data, data.asset)
    default:
  }
}

const POOLS: Readonly<Record<Pool, keyof Held>> = {
  compound: 'compoundFen',
  undistributed: 'undistributedFen',
  suspense: 'suspenseFen',
}
const ASSETS: readonly AssetAccount[] = ['bank', 'bonds', 'petty-cash']

/** Whatever the ledger says otherwise, or has below zero, or is not balanced; undefined: nothing. */
export function faultOf(ledger: Ledger, { fen }: NaiveBook, touched: Iterable<string>): string | undefined {
  for (const unitId of touched) {
    const is = getFrom(ledger.accounts, unitId)?.balanceFen ?? 0
    if (is !== (fen.get(`unit ${unitId}`) ?? 0)) return `unit ${unitId} has ${is}, not ${fen.get(`unit ${unitId}`)}`
    if (is < 0) return `unit ${unitId} is below zero`
  }
  for (const [sellerId, { balanceFen }] of ledger.sellers)
    if (balanceFen < 0 || balanceFen !== (fen.get(`seller ${sellerId}`) ?? 0))
      return `seller ${sellerId}: ${balanceFen}`
  for (const book of Book.options) {
    const [held, totals] = [ledger.held[book], ledger.totals[book]]
    for (const [pool, key] of Object.entries(POOLS))
      if (held[key] < 0 || held[key] !== (fen.get(`${pool} ${book}`) ?? 0)) return `${pool} ${book}: ${held[key]}`
    for (const asset of ASSETS) {
      const is = totals[asset] ?? 0
      if (is < 0 || is !== (fen.get(`${asset} ${book}`) ?? 0)) return `${asset} ${book}: ${is}`
    }
    const payableFen = -(totals['loss-payable'] ?? 0)
    if (payableFen < 0 || payableFen !== (fen.get(`owed ${book}`) ?? 0)) return `owed ${book}: ${payableFen}`
    const drift = Object.values(totals).reduce((sum, each) => sum + each, 0)
    if (drift !== 0) return `${book}: debits exceed credits by ${drift}`
    const owned = Object.values(held).reduce((sum, each) => sum + each, 0)
    const assets = ASSETS.reduce((sum, asset) => sum + (totals[asset] ?? 0), -payableFen)
    if (owned !== assets) return `${book}: owned ${owned}, assets less payables ${assets}`
  }
  return undefined
}

/** The same of every account, and each balance is the sum of its entries. O(accounts + entries). */
export function faultInFull(ledger: Ledger, naive: NaiveBook): string | undefined {
  const byEntries = new Map<string, number>()
  for (const [, { holder, fen }] of valuesOf(ledger.entries)) {
    if (holder.of === 'pool') continue
    const name = holder.of === 'unit' ? `unit ${holder.unitId}` : `seller ${holder.sellerId}`
    byEntries.set(name, (byEntries.get(name) ?? 0) + fen)
  }
  const unitIds = [...valuesOf(ledger.accounts)].map(([unitId]) => unitId)
  const holders = [...unitIds.map((id) => `unit ${id}`), ...[...ledger.sellers.keys()].map((id) => `seller ${id}`)]
  const wrong = holders.find((name) => (byEntries.get(name) ?? 0) !== (naive.fen.get(name) ?? 0))
  if (wrong !== undefined) return `the entries of ${wrong} come to ${byEntries.get(wrong)}, not ${naive.fen.get(wrong)}`
  return faultOf(ledger, naive, unitIds)
}
