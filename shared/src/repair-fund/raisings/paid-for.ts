/** Which raising a payment is for: the oldest one decided by then that the door still owes. */
import type { Day } from '@changxin/shared/kernel'

export interface Due {
  readonly id: string
  readonly decidedOn: Day
  readonly dueFen: number
}
export interface Payment {
  readonly paidOn: Day
  /** Net of what was taken back. */
  readonly fen: number
}

/** By raising. What is paid beyond everything owed is for none of them, and stays the door's own money. */
export function paidFor(dues: readonly Due[], payments: readonly Payment[]): Map<string, number> {
  const oldestFirst = [...dues].sort((a, b) =>
    a.decidedOn < b.decidedOn || (a.decidedOn === b.decidedOn && a.id < b.id) ? -1 : 1,
  )
  const paid = new Map(dues.map(({ id }) => [id, 0]))
  for (const { paidOn, fen } of [...payments].sort((a, b) =>
    a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0,
  )) {
    let left = fen
    for (const { id, decidedOn, dueFen } of oldestFirst) {
      if (decidedOn > paidOn) break
      const had = paid.get(id) ?? 0
      const takes = Math.min(left, dueFen - had)
      paid.set(id, had + takes)
      left -= takes
    }
  }
  return paid
}
