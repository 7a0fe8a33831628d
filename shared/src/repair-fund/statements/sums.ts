/** What statements are made of: debits and credits by day, with whose money moved, added up as seen from a period. */
import type { Day, Id } from '@changxin/shared/kernel'
import { getFrom, valuesOf } from '../bucket-map.ts'
import type { Book, LedgerAccount } from '../ledger/accounts.ts'
import { bookOfHolder, type Holder, type Journal, type Known, linesOf, type Movement } from '../ledger/journal.ts'
import { knownOf, type Ledger } from '../ledger/ledger.ts'
import { bucketOf, daysOfPeriod, type StatementPeriod } from './period.ts'
import type { HeldBy, HolderFigures, StatementAccount, StatementSum } from './words.ts'

export interface Posting {
  readonly book: Book
  readonly account: StatementAccount
  /** Null in assets and payables. */
  readonly held: HeldBy | null
  readonly day: Day
  /** A debit above zero, a credit below. */
  readonly fen: number
}

export function heldBy(holder: Holder): HeldBy {
  if (holder.of === 'pool') return holder.pool
  return holder.of === 'unit' ? 'units' : 'sellers'
}

function accountIn(account: LedgerAccount, counter: Journal['counter']): StatementAccount {
  return counter === 'loss-payable' && account === 'fund' ? 'loss-out' : account
}

/** The postings of one journal, each on the day on which its money counts. */
export function postingsOf(journal: Journal, known: Known): Posting[] {
  const days = new Map<Day, Movement[]>([[journal.on, []]])
  for (const movement of journal.movements) {
    const day = movement.on ?? journal.on
    days.set(day, [...(days.get(day) ?? []), movement])
  }
  return [...days].flatMap(([day, movements]) => {
    const moved = day === journal.on ? journal.moved : null
    // One line for each movement comes first, then those of assets and payables.
    const counters = linesOf({ ...journal, movements, moved }, known).slice(movements.length)
    return [
      ...movements.map(({ holder, account, fen }) => ({
        book: bookOfHolder(holder, known),
        account: accountIn(account, journal.counter),
        held: heldBy(holder),
        day,
        fen: -fen,
      })),
      ...counters.map((line) => ({ ...line, held: null, day })),
    ]
  })
}

/** The same of all that a ledger has taken. O(entries). */
export function* postingsIn(ledger: Ledger): Generator<Posting> {
  const known = knownOf(ledger)
  for (const [, { holder, account, fen, on: day, bookingId }] of valuesOf(ledger.entries)) {
    const counter = getFrom(ledger.bookings, bookingId)?.counter ?? null
    const book = bookOfHolder(holder, known)
    yield { book, account: accountIn(account, counter), held: heldBy(holder), day, fen: -fen }
    if (counter !== null) yield { book, account: counter, held: null, day, fen }
  }
  for (const [, { counter, moved, pools, on: day }] of valuesOf(ledger.bookings)) {
    for (const { pool, book, account, fen } of pools) {
      yield { book, account: accountIn(account, counter), held: pool, day, fen: -fen }
      if (counter !== null) yield { book, account: counter, held: null, day, fen }
    }
    if (moved === null) continue
    const { book, fen } = moved
    yield { book, account: moved.to, held: null, day, fen }
    yield { book, account: moved.from, held: null, day, fen: -fen }
  }
}

/** In a fixed order and without zeros, so that the same books give the same text. */
export function sumsFor(period: StatementPeriod, postings: Iterable<Posting>): StatementSum[] {
  const days = daysOfPeriod(period)
  const sums = new Map<string, StatementSum>()
  for (const { book, account, held, day, fen } of postings) {
    const bucket = bucketOf(day, days)
    if (bucket === undefined) continue
    const key = `${book} ${account} ${held ?? ''} ${bucket}`
    sums.set(key, { book, account, held, bucket, fen: (sums.get(key)?.fen ?? 0) + fen })
  }
  return [...sums]
    .filter(([, { fen }]) => fen !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, sum]) => sum)
}

/** What one account stood at when a day ended. Above zero: assets. */
export function balanceAt(postings: Iterable<Posting>, book: Book, account: LedgerAccount, day: Day): number {
  let fen = 0
  for (const posting of postings)
    if (posting.book === book && posting.account === account && posting.day <= day) fen += posting.fen
  return fen
}

/** Every unit account, by its id. O(entries). */
export function unitFiguresIn(ledger: Ledger, period: StatementPeriod): HolderFigures[] {
  const { from, until } = daysOfPeriod(period)
  const figures = new Map<Id, { openingFen: number; inFen: number; outFen: number }>()
  for (const [unitId] of valuesOf(ledger.accounts)) figures.set(unitId, { openingFen: 0, inFen: 0, outFen: 0 })
  for (const [, { holder, fen, on }] of valuesOf(ledger.entries)) {
    const of = holder.of === 'unit' ? figures.get(holder.unitId) : undefined
    if (!of || on > until) continue
    if (on < from) of.openingFen += fen
    else if (fen > 0) of.inFen += fen
    else of.outFen -= fen
  }
  return [...figures]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { openingFen, inFen, outFen }]) => ({
      id,
      openingFen,
      inFen,
      outFen,
      closingFen: openingFen + inFen - outFen,
    }))
}

/** The sub-ledgers of buildings, from those of their units, by building id. */
export function buildingFiguresOf(
  units: readonly HolderFigures[],
  buildingOf: (unitId: Id) => Id | null,
): HolderFigures[] {
  const buildings = new Map<Id, HolderFigures>()
  for (const { id: unitId, ...unit } of units) {
    const id = buildingOf(unitId)
    if (id === null) continue
    const sum = buildings.get(id) ?? { id, openingFen: 0, inFen: 0, outFen: 0, closingFen: 0 }
    buildings.set(id, {
      id,
      openingFen: sum.openingFen + unit.openingFen,
      inFen: sum.inFen + unit.inFen,
      outFen: sum.outFen + unit.outFen,
      closingFen: sum.closingFen + unit.closingFen,
    })
  }
  return [...buildings.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}
