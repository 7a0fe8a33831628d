/** What becomes of each row: booked to its unit, kept in suspense, known already, or failed with the reason. */
import type { Day, Id } from '@changxin/shared/kernel'
import { type DoorIndex, type Found, isSome } from './doors.ts'
import type { StagedRow } from './events.ts'
import { keyTextOf, type ReadRow, type Where } from './read-rows.ts'

export interface Staging {
  readonly doors: DoorIndex
  hasAccount(unitId: Id): boolean
  isAccountClosed(unitId: Id): boolean
  /** False for a day of a period that is closed. */
  isDayOpen(day: Day): boolean
  /** The key of a row from its text. */
  keyOf(text: string): string
  /** True when the money of this row is in the fund's books. */
  isBooked(key: string): boolean
  /** True when money that may be this row's came in from another source, and nobody said that it is another payment. */
  mayBeBooked(key: string): boolean
}

/** One row after the other, in the order of the file: equal rows are told apart by their count. */
export function rowStager(staging: Staging): (row: ReadRow) => StagedRow {
  const occurrences = new Map<string, number>()
  const firstWith = new Map<string, number>()

  function keyOf(row: ReadRow): string | null {
    if (row.direction === 'out' || row.day === null || row.amountFen === null) return null
    const same = keyTextOf(row, 0)
    const occurrence = (occurrences.get(same) ?? 0) + 1
    occurrences.set(same, occurrence)
    return staging.keyOf(keyTextOf(row, occurrence))
  }

  return (row) => {
    const { day, amountFen, kind, problems } = row
    const key = keyOf(row)
    const staged: StagedRow = {
      row: row.row,
      outcome: 'failed',
      day,
      amountFen,
      kind,
      key,
      unitId: null,
      candidates: [],
      problems: [...problems],
      sameAs: null,
    }
    if (problems.length > 0) return staged
    if (row.direction === 'out') return { ...staged, outcome: 'outgoing' }
    if (key === null || day === null) return staged
    const sameAs = firstWith.get(key)
    if (sameAs !== undefined) return { ...staged, outcome: 'duplicate', sameAs }
    firstWith.set(key, row.row)
    if (staging.isBooked(key)) return { ...staged, outcome: 'duplicate' }
    if (staging.mayBeBooked(key)) {
      const field = row.serial === '' ? ('amount' as const) : ('serial' as const)
      return { ...staged, problems: [{ field, fault: 'may-be-booked' }] }
    }
    if (!staging.isDayOpen(day)) return { ...staged, problems: [{ field: 'day', fault: 'day-closed' }] }
    return matched(staged, whereIs(row.where, staging.doors), staging)
  }
}

function matched(staged: StagedRow, found: Found, { hasAccount, isAccountClosed }: Staging): StagedRow {
  if (!('unitId' in found)) return { ...staged, outcome: 'suspense', candidates: [...found.candidates] }
  const { unitId } = found
  if (isAccountClosed(unitId)) return { ...staged, unitId, problems: [{ field: 'place', fault: 'account-closed' }] }
  if (hasAccount(unitId)) return { ...staged, outcome: 'matched', unitId }
  return { ...staged, unitId, problems: [{ field: 'place', fault: 'unit-without-account' }] }
}

/** By our own number, else by the address, else by what the remark says. The first that finds anything decides. */
function whereIs({ unitId, place, remark }: Where, doors: DoorIndex): Found {
  const ways = [() => doors.byId(unitId), () => doors.byPlace(place), () => doors.byRemark(remark)]
  for (const way of ways) {
    const found = way()
    if (isSome(found)) return found
  }
  return { candidates: [] }
}
