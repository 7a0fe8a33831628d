/** Money set aside for posted, unpaid withdrawals: two of them never count on the same fen. First posted, first served. */
import type { Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Shares, shareOut, sharesIn } from './apportion.ts'
import type { Withdrawal, WithdrawalsState } from './withdrawals.state.ts'

const NOTHING: Shares = { units: new Map(), sellers: new Map() }

/** What is to be paid next, by the areas of then; nothing where nothing is asked for or something comes back. */
export function dueShares(of: Withdrawal): Shares {
  const { ask, groups, settled } = of
  if (!ask || ask.amountFen <= 0 || groups.length === 0) return NOTHING
  return ask.kind === 'settlement' && settled
    ? restShares(of, settled.settledFen)
    : sharesIn(shareOut(ask.amountFen, groups))
}

/**
 * What of `totalFen` is still to be paid, so that advance and rest together are each one's exact share. Where rounding has
 * taken a fen too much of somebody before, the rest is shared by itself: nobody gets a fen back by a payment.
 */
function restShares({ groups, paidFen, paidUnits, paidSellers }: Withdrawal, totalFen: number): Shares {
  const whole = sharesIn(shareOut(totalFen, groups))
  const units = less(whole.units, paidUnits)
  const sellers = less(whole.sellers, paidSellers)
  return units && sellers ? { units, sellers } : sharesIn(shareOut(totalFen - paidFen, groups))
}

/** Null where somebody has paid more already. */
function less(shares: ReadonlyMap<Id, number>, paid: Readonly<Record<Id, number>>): Map<Id, number> | null {
  if (Object.entries(paid).some(([id, fen]) => fen > (shares.get(id) ?? 0))) return null
  return new Map([...shares].map(([id, fen]): [Id, number] => [id, fen - (paid[id] ?? 0)]).filter(([, fen]) => fen > 0))
}

const known = new WeakMap<Withdrawal, Shares>()

/** What each account must keep for a withdrawal: its share of the budget, or of the settlement, less what it has paid. */
export function reservedShares(of: Withdrawal): Shares {
  const found = known.get(of) ?? reserve(of)
  known.set(of, found)
  return found
}

function reserve(of: Withdrawal): Shares {
  if (!of.posted || of.cancelled || of.paidOn !== null) return NOTHING
  if (of.settled) {
    const restFen = of.settled.settledFen - of.paidFen
    return restFen > 0 && of.groups.length > 0 ? restShares(of, of.settled.settledFen) : NOTHING
  }
  const { units, sellers } = sharesIn(of.groups)
  const left = (shares: ReadonlyMap<Id, number>, paid: Readonly<Record<Id, number>>) =>
    new Map([...shares].map(([id, fen]): [Id, number] => [id, fen - (paid[id] ?? 0)]).filter(([, fen]) => fen > 0))
  return { units: left(units, of.paidUnits), sellers: left(sellers, of.paidSellers) }
}

export interface Lacking {
  readonly units: ReadonlyMap<Id, number>
  readonly sellers: ReadonlyMap<Id, number>
  /** Accounts, of units and sellers, and what they lack in all. */
  readonly accounts: number
  readonly fen: number
}

/** What each account holds, and what of it earlier postings have set aside. */
export interface Held {
  readonly balanceOf: (kind: keyof Shares, id: Id) => number
  readonly asideOf: (kind: keyof Shares, id: Id) => number
}

/** What accounts lack for what is due. */
export function lackingOf(due: Shares, { balanceOf, asideOf }: Held): Lacking {
  const lack = (kind: keyof Shares) => {
    const lacking = new Map<Id, number>()
    for (const [id, fen] of due[kind]) {
      const lacks = fen - Math.max(0, balanceOf(kind, id) - asideOf(kind, id))
      if (lacks > 0) lacking.set(id, lacks)
    }
    return lacking
  }
  const units = lack('units')
  const sellers = lack('sellers')
  const fen = [...units.values(), ...sellers.values()].reduce((sum, each) => sum + each, 0)
  return { units, sellers, accounts: units.size + sellers.size, fen }
}

/** For the payment that is asked for. */
export function lackingFor(state: WithdrawalsState, ledger: Ledger, of: Withdrawal): Lacking {
  const earlier = [...state.byId.values()].filter(
    (other) => other.withdrawalId !== of.withdrawalId && other.order > 0 && other.order < of.order,
  )
  return lackingOf(dueShares(of), {
    balanceOf: (kind, id) =>
      (kind === 'units' ? getFrom(ledger.accounts, id)?.balanceFen : ledger.sellers.get(id)?.balanceFen) ?? 0,
    asideOf: (kind, id) => earlier.reduce((sum, other) => sum + (reservedShares(other)[kind].get(id) ?? 0), 0),
  })
}
