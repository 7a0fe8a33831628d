// When a backup is due and which ones go: days are those of Shanghai, which has no summer time.
const SHANGHAI_AHEAD_MS = 8 * 3_600_000
const MINUTE_MS = 60_000

/** @param {number} epochMs */
export function dayAndMinuteIn(epochMs) {
  const text = new Date(epochMs + SHANGHAI_AHEAD_MS).toISOString()
  return { day: text.slice(0, 10), minute: text.slice(11, 16) }
}

/**
 * The first at once, then one a day from the given minute on; after a failure not before the pause is over.
 * @param {{ nowMs: number, at: string, days: readonly string[], failedAtMs?: number, pauseMs: number }} state
 */
export function isBackupDue({ nowMs, at, days, failedAtMs, pauseMs }) {
  if (failedAtMs !== undefined && nowMs - failedAtMs < pauseMs) return false
  const { day, minute } = dayAndMinuteIn(nowMs)
  return days.length === 0 || (minute >= at && !days.includes(day))
}

/** Those beyond the newest `keep`, oldest first. @param {readonly string[]} days @param {number} keep */
export const tooOld = (days, keep) => [...days].sort().slice(0, Math.max(0, days.length - keep))

/** True when the newest day ended before the night before last. @param {readonly string[]} days @param {number} nowMs */
export function isStale(days, nowMs) {
  const newest = [...days].sort().at(-1)
  return newest === undefined || newest < dayAndMinuteIn(nowMs - 2 * 24 * 60 * MINUTE_MS).day
}
