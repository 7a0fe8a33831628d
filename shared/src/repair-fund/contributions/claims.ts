/**
 * Claims from reversals: money that was spent before it was taken back is owed by the unit, outside the ledger. What comes
 * in for the unit later covers it first, so that the reversal is completed and no account goes below zero.
 */
import type { Day, Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import { BookingReversed, type Ledger, owedBy, type UnitShare } from '../ledger/index.ts'
import { backTo } from './back-to.ts'

/** The reversals that these credits complete. `credits` are not in the ledger yet. */
export function takenFromClaims(
  ledger: Ledger,
  compoundId: Id,
  on: Day,
  credits: readonly UnitShare[],
): ReturnType<typeof BookingReversed>[] {
  if (ledger.owed.size === 0) return []
  const came = new Map<Id, { fen: number; entryId: Id }>()
  for (const { unitId, entryId, amountFen } of credits) {
    if (owedBy(ledger, unitId) > 0)
      came.set(unitId, { entryId: came.get(unitId)?.entryId ?? entryId, fen: (came.get(unitId)?.fen ?? 0) + amountFen })
  }
  return [...came].flatMap(([unitId, { fen, entryId }]) => completed(ledger, { compoundId, on, unitId, fen, entryId }))
}

/** What completing older reversals pays out of the bank account. */
export function outOfBank(
  claims: readonly ReturnType<typeof BookingReversed>[],
  counts: (unitId: Id) => boolean = () => true,
): number {
  return claims
    .flatMap(({ data }) => (data.asset === 'bank' ? data.units : []))
    .reduce((sum, { unitId, amountFen }) => sum - (counts(unitId) ? amountFen : 0), 0)
}

interface Credit {
  readonly compoundId: Id
  readonly on: Day
  readonly unitId: Id
  readonly fen: number
  /** Of the first credit: what follows from it takes its id from it. */
  readonly entryId: Id
}

function completed(ledger: Ledger, { compoundId, on, unitId, fen, entryId }: Credit) {
  const reversals: ReturnType<typeof BookingReversed>[] = []
  let left = fen
  for (const reverses of ledger.owed.get(unitId) ?? []) {
    const original = getFrom(ledger.entries, reverses)
    const amountFen = Math.min(left, original?.owedFen ?? 0)
    if (!original || amountFen === 0) continue
    left -= amountFen
    const reversalId = `${entryId}-c${reversals.length + 1}`
    reversals.push(
      BookingReversed({
        compoundId,
        reversalId,
        proposalId: null,
        reversesId: reverses,
        on,
        reason: '补足原冲正未收回部分',
        ...backTo(ledger, original, amountFen),
        units: [{ entryId: reversalId, unitId, amountFen: -amountFen, reverses }],
        sellers: [],
        owed: [],
      }),
    )
  }
  return reversals
}
