/** Moving money between the bank account, bonds and petty cash: what is asked, what it books, how bonds stand. */
import type { Day } from '@changxin/shared/kernel'
import type { BondView, FundMoneyView } from '@changxin/shared/repair-fund'

type BookMoney = FundMoneyView['items'][number]
export type Asset = 'bank' | 'bonds' | 'petty-cash'
export type MoveKind = 'buy' | 'redeem' | 'draw' | 'return'
export interface Move {
  readonly kind: MoveKind
  /** Of bonds that are paid back or sold. */
  readonly bond: BondView | null
}

export const directionOf: Record<MoveKind, { readonly from: Asset; readonly to: Asset }> = {
  buy: { from: 'bank', to: 'bonds' },
  redeem: { from: 'bonds', to: 'bank' },
  draw: { from: 'bank', to: 'petty-cash' },
  return: { from: 'petty-cash', to: 'bank' },
}

const FIGURE = { bank: 'bankFen', bonds: 'bondsFen', 'petty-cash': 'pettyCashFen' } as const

/** What may be moved at most: of bonds what is left of that purchase. */
export function availableFen({ kind, bond }: Move, book: BookMoney | undefined): number {
  return bond ? bond.leftFen : (book?.[FIGURE[directionOf[kind].from]] ?? 0)
}

export interface AssetChange {
  readonly asset: Asset
  readonly beforeFen: number
  readonly afterFen: number
}

/** Where the money of the book lies before and after: what one gives the other gets. */
export function changesOf(kind: MoveKind, book: BookMoney, amountFen: number): readonly AssetChange[] {
  const { from, to } = directionOf[kind]
  const change = (asset: Asset, fen: number): AssetChange => {
    const beforeFen = book[FIGURE[asset]]
    return { asset, beforeFen, afterFen: beforeFen + fen }
  }
  return [change(from, -amountFen), change(to, amountFen)]
}

/** `due`: matured, and not all of it was paid back. `sold`: all of it came back, something of it before its term. */
export type BondStanding = 'held' | 'due' | 'paid-back' | 'sold'
export function standingOf({ leftFen, maturesOn, back }: BondView, today: Day): BondStanding {
  if (leftFen > 0) return maturesOn <= today ? 'due' : 'held'
  return back.some(({ on }) => on < maturesOn) ? 'sold' : 'paid-back'
}

/** What the yield of bonds is shared by: from the day they were bought to the day on which the last of them ended, or today. */
export function yieldPeriodOf({ boughtOn, maturesOn, leftFen, back }: BondView, today: Day) {
  const lastBack = back
    .map(({ on }) => on)
    .sort()
    .at(-1)
  const endedOn = leftFen === 0 && lastBack ? lastBack : maturesOn
  const to = endedOn < today ? endedOn : today
  return { from: boughtOn, to }
}
