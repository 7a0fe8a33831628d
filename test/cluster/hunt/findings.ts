/** What went wrong, in words, and what was counted: the first few of each kind, so that a broken product does not fill the memory. */

const MAX_OF_KIND = 5

export interface Findings {
  /** Something that must never be. `kind` is the same for all of a sort. */
  fail(kind: string, detail: string): void
  count(what: string, by?: number): void
  readonly counts: ReadonlyMap<string, number>
  readonly failed: boolean
  /** How often each kind, with its first details. */
  lines(): string[]
}

export function createFindings(say: (text: string) => void): Findings {
  const failures = new Map<string, { times: number; first: string[] }>()
  const counts = new Map<string, number>()
  return {
    fail(kind, detail) {
      const known = failures.get(kind) ?? { times: 0, first: [] }
      failures.set(kind, known)
      known.times++
      if (known.first.length >= MAX_OF_KIND) return
      known.first.push(`${new Date().toISOString()} ${detail.slice(0, 1_500)}`)
      say(`! ${kind}: ${detail.slice(0, 300)}`)
    },
    count(what, by = 1) {
      counts.set(what, (counts.get(what) ?? 0) + by)
    },
    counts,
    get failed() {
      return failures.size > 0
    },
    lines: () =>
      [...failures].flatMap(([kind, { times, first }]) => [`${kind}: ${times}`, ...first.map((one) => `    ${one}`)]),
  }
}
