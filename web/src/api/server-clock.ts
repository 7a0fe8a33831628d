/** How far this device's clock is from the server's: phones are wrong by hours, and a step must be dated rightly all the same. */

/** Nearer than this is right: an answer takes its time, and the server allows for some minutes. */
const TOLERATED_MS = 2 * 60_000
/** An answer that was on its way for longer (the device slept) tells nothing. */
const MAX_ROUND_TRIP_MS = 20_000
/** A date is in whole seconds: on average it is behind by so much. */
const HALF_SECOND_MS = 500

export function createServerClock() {
  let aheadMs: number | undefined
  return {
    /** With the `Date` of an answer, and when it was asked for and came by the clock of this device. */
    heard(date: string | null, askedMs: number, cameMs: number): void {
      const serverMs = Date.parse(date ?? '')
      if (Number.isNaN(serverMs) || cameMs < askedMs || cameMs - askedMs > MAX_ROUND_TRIP_MS) return
      const offMs = Math.round((askedMs + cameMs) / 2 - serverMs - HALF_SECOND_MS)
      aheadMs = Math.abs(offMs) < TOLERATED_MS ? 0 : offMs
    },
    /** Negative where the device is behind; 0 where it is near enough; undefined before any answer. */
    aheadMs: () => aheadMs,
  }
}
