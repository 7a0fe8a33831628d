/** What the hunt did, in a few lines. */
import type { Hunt } from './hunt.ts'

/** Of the load alone, so it is taken when that ends; answers the lines with whatever is counted later. */
export function summaryOf(hunt: Hunt, loadMs: number, takeoversMs: readonly number[]): () => string[] {
  const times = hunt.acknowledged.map(({ atMs }) => atMs).sort((a, b) => a - b)
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  const longest = Math.max(0, ...gaps)
  const perSecond = (times.length / loadMs) * 1_000
  const slowest = Math.max(0, ...takeoversMs)
  return () => [
    `acknowledged ${times.length} in ${Math.round(loadMs / 1_000)} s: ${perSecond.toFixed(1)}/s; longest time without an acknowledgement ${(longest / 1_000).toFixed(1)} s`,
    `takeovers of the lease after its holder was killed or stopped: ${takeoversMs.length}, slowest ${(slowest / 1_000).toFixed(1)} s`,
    ...[...hunt.findings.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `  ${what}: ${count}`),
  ]
}
