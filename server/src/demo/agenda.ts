/** What is to happen when: taken in the order of time, at one time in the order of rank, then as it was put in. */

/** Which of two things at the same millisecond comes first: a target runs out before its day ends, then the day begins. */
export const RANK = { due: 0, day: 1, other: 2 } as const
export type Rank = (typeof RANK)[keyof typeof RANK]

interface Entry {
  readonly atMs: number
  readonly rank: Rank
  readonly order: number
  readonly run: () => void
}

export interface Agenda {
  /** What lies in the past happens now. */
  add(atMs: number, run: () => void, rank?: Rank): void
  /** The time of the last thing taken. */
  nowMs(): number
  /** Runs the next thing up to the time; false when there is none. */
  step(untilMs: number): boolean
}

export function createAgenda(startMs: number): Agenda {
  const heap: Entry[] = []
  let order = 0
  let nowMs = startMs
  return {
    add(atMs, run, rank = RANK.other) {
      push(heap, { atMs: Math.max(atMs, nowMs), rank, order: order++, run })
    },
    nowMs: () => nowMs,
    step(untilMs) {
      const first = heap[0]
      if (!first || first.atMs > untilMs) return false
      pop(heap)
      nowMs = first.atMs
      first.run()
      return true
    },
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return (one.atMs - other.atMs || one.rank - other.rank || one.order - other.order) < 0
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length
  heap.push(entry)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] as Entry
    if (!isBefore(entry, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = entry
}

/** Takes the first entry off. */
function pop(heap: Entry[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++
    if (!isBefore(heap[below] as Entry, last)) break
    heap[at] = heap[below] as Entry
    at = below
  }
  heap[at] = last
}
