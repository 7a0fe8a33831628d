/**
 * The identity that holds at every position, in each book: debits = credits, and unit accounts + sellers' part +
 * compound-level + undistributed + suspense = assets − payables; nobody's money is below zero.
 */
import { valuesOf } from '../bucket-map.ts'
import { AssetAccount, Book, type LedgerAccount, PayableAccount } from './accounts.ts'
import type { Held, Ledger, Totals } from './ledger.ts'

const sumOf = (totals: Totals, accounts: readonly LedgerAccount[]) =>
  accounts.reduce((sum, account) => sum + (totals[account] ?? 0), 0)

/** The first thing that is wrong, in words for whoever mends the program; undefined: all is well. O(1). */
export function unsoundness({ held, totals }: Pick<Ledger, 'held' | 'totals'>): string | undefined {
  for (const book of Book.options) {
    const of = totals[book]
    const drift = Object.values(of).reduce((sum, fen) => sum + fen, 0)
    if (drift !== 0) return `${book}: debits exceed credits by ${drift} fen`
    const below = AssetAccount.options.find((account) => (of[account] ?? 0) < 0)
    if (below) return `${book}: ${below} is below zero`
    if ((of['loss-payable'] ?? 0) > 0) return `${book}: more was paid than owed for lost buildings`
    const assets = sumOf(of, AssetAccount.options) + sumOf(of, PayableAccount.options)
    const { unitsFen, sellersFen, compoundFen, undistributedFen, suspenseFen } = held[book]
    const owned = unitsFen + sellersFen + compoundFen + undistributedFen + suspenseFen
    if (owned !== assets) return `${book}: holders have ${owned} fen, assets less payables are ${assets}`
    const name = (Object.keys(held[book]) as (keyof Held)[]).find((key) => held[book][key] < 0)
    if (name) return `${book}: ${name} is below zero`
  }
  return undefined
}

/** The same, counted anew from every account. O(accounts). */
export function unsoundnessInFull(ledger: Ledger): string | undefined {
  const counted = { commercial: { units: 0, sellers: 0 }, 'public-housing': { units: 0, sellers: 0 } }
  for (const [unitId, { book, balanceFen }] of valuesOf(ledger.accounts)) {
    if (balanceFen < 0) return `unit ${unitId} is below zero`
    counted[book].units += balanceFen
  }
  for (const [sellerId, { balanceFen }] of ledger.sellers) {
    if (balanceFen < 0) return `seller ${sellerId} is below zero`
    counted['public-housing'].sellers += balanceFen
  }
  for (const book of Book.options) {
    const { unitsFen, sellersFen } = ledger.held[book]
    if (counted[book].units !== unitsFen) return `${book}: accounts have ${counted[book].units} fen, not ${unitsFen}`
    if (counted[book].sellers !== sellersFen) return `${book}: sellers have ${counted[book].sellers}, not ${sellersFen}`
  }
  return unsoundness(ledger)
}
