/**
 * Weights of interest: for each account the sum over its entries of fen × days inside the period, from the day of the
 * entry on. It is linear in the entries, so that one entered late for an earlier day counts as it should have.
 */
import { type Day, daysBetween, type Id } from '@changxin/shared/kernel'
import { getFrom, valuesOf } from '../bucket-map.ts'
import type { FundState } from '../fund.state.ts'
import type { Book } from '../ledger/index.ts'

/** Both days inclusive. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

export interface Weights {
  readonly units: ReadonlyMap<Id, bigint>
  readonly sellers: ReadonlyMap<Id, bigint>
}

/** Fen-days in the period of money that counts from a day on. */
export function fenDays(fen: number, on: Day, { from, to }: Period): bigint {
  if (on > to) return 0n
  return BigInt(fen) * BigInt(daysBetween(on > from ? on : from, to) + 1)
}

/** O(entries). A balance that was below zero on paper, because entries were dated out of order, weighs nothing. */
export function dailyBalances({ ledger, accounts }: FundState, book: Book, period: Period): Weights {
  const units = new Map<Id, bigint>()
  const sellers = new Map<Id, bigint>()
  for (const [, { holder, fen, on }] of valuesOf(ledger.entries)) {
    if (holder.of === 'pool') continue
    const weight = fenDays(fen, on, period)
    if (weight === 0n) continue
    if (holder.of === 'seller') {
      if (book === 'public-housing') add(sellers, holder.sellerId, weight)
    } else if (getFrom(ledger.accounts, holder.unitId)?.book === book) add(units, holder.unitId, weight)
  }
  return {
    units: positive(passedOn(positive(units), accounts.successors, accounts.closed)),
    sellers: positive(sellers),
  }
}

const add = (weights: Map<Id, bigint>, id: Id, weight: bigint) => weights.set(id, (weights.get(id) ?? 0n) + weight)
const positive = (weights: ReadonlyMap<Id, bigint>) => new Map([...weights].filter(([, weight]) => weight > 0n))

type Successors = FundState['accounts']['successors']

/** What a unit had before it was divided or joined counts for those that came of it; closed accounts get nothing. */
function passedOn(
  weights: ReadonlyMap<Id, bigint>,
  successors: Successors,
  closed: FundState['accounts']['closed'],
): Map<Id, bigint> {
  const passed = new Map<Id, bigint>()
  const waiting = [...weights]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [unitId, weight] = next
    if (!closed.has(unitId)) add(passed, unitId, weight)
    else waiting.push(...divided(weight, successors.get(unitId) ?? []))
  }
  return passed
}

/** By what each became of it; what cannot be divided goes to the first. */
function divided(whole: bigint, parts: readonly { readonly unitId: Id; readonly weight: number }[]): [Id, bigint][] {
  const [first] = parts
  if (!first) return []
  const sum = parts.reduce((total, { weight }) => total + BigInt(weight), 0n)
  const shares = parts.map(({ unitId, weight }): [Id, bigint] => [unitId, (whole * BigInt(weight)) / sum])
  const rest = whole - shares.reduce((total, [, share]) => total + share, 0n)
  return shares.map(([unitId, share], index) => [unitId, index === 0 ? share + rest : share])
}
