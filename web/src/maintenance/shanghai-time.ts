/** A moment typed into a `datetime-local` field: wall clock in Shanghai, whatever zone the browser is in. */
import { dayOf, type Instant, instantOf } from '@changxin/shared/kernel'

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** `2026-03-01T08:30` → `2026-03-01T00:30:00.000Z`; undefined for no text or no moment. */
export function instantTyped(text: string): Instant | undefined {
  const ms = Date.parse(`${text}:00.000Z`)
  return Number.isNaN(ms) ? undefined : instantOf(ms - SHANGHAI_OFFSET_MS)
}

export function typedInstant(instant: Instant): string {
  return `${dayOf(instant)}T${instantOf(Date.parse(instant) + SHANGHAI_OFFSET_MS).slice(11, 16)}`
}

/** A picture of so long ago says that the thing did not happen just now. */
const EARLIER_MS = 15 * 60_000
/** A camera with a wrong clock: so long ago nobody means. */
const TOO_EARLY_MS = 31 * 24 * 3_600_000

/** The text to suggest for when it happened; undefined for a picture of just now, of long ago, or from the future. */
export function typedWhenTaken(takenAt: Instant | null, nowMs: number): string | undefined {
  const ageMs = takenAt === null ? 0 : nowMs - Date.parse(takenAt)
  return takenAt !== null && ageMs >= EARLIER_MS && ageMs <= TOO_EARLY_MS ? typedInstant(takenAt) : undefined
}
