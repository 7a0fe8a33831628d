/** How long to wait before the next attempt to connect: doubling, capped, half of it random so that browsers spread out. */
export const FIRST_RETRY_MS = 500
export const MAX_RETRY_MS = 30_000

export function retryAfterMs(failures: number, random: () => number): number {
  const full = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(full / 2 + (full / 2) * random())
}
