/** What a live socket may take, and what one person may. Constants first; then the two that are counted. */
/** A query runs again at most so often, however many touches come. */
export const RERUN_INTERVAL_MS = 100
/** A socket that holds more unsent bytes is skipped and later gets one fresh snapshot. */
export const SKIP_BUFFERED_BYTES = 1024 * 1024
/** A socket that holds more is closed with 1013: try again later. */
export const CLOSE_BUFFERED_BYTES = 8 * 1024 * 1024
export const PING_INTERVAL_MS = 30_000
/** Sockets of one server process. */
export const MAX_SOCKETS = 20_000
/** Of one person, and of all who are not signed in: nobody can take every place. */
export const MAX_SOCKETS_OF_PERSON = 500
export const MAX_SOCKETS_ANONYMOUS = 2_000
/** Subscriptions that a socket may begin within a minute. */
export const MAX_SUBSCRIBES_PER_MINUTE = 1_200
/** A broadcast yields to the event loop after so many sockets. */
export const BROADCAST_CHUNK = 500
/** Running queries again yields to the event loop after this. */
export const RERUN_BUDGET_MS = 20

const MINUTE_MS = 60_000

export const CLOSE_TRY_AGAIN = 1013
export const CLOSE_SESSION_ENDED = 4401
export const CLOSE_TOO_MANY = 4429

/** Never set back, as the time of day may be. */
export const elapsedMs = () => performance.now()

const ANONYMOUS = ''

/** Counts the open sockets of each person. */
export function createPlaces() {
  const open = new Map<string, number>()
  return {
    /** False when this person has as many as one may have. */
    take(personId: string | undefined): boolean {
      const owner = personId ?? ANONYMOUS
      const taken = open.get(owner) ?? 0
      if (taken >= (owner === ANONYMOUS ? MAX_SOCKETS_ANONYMOUS : MAX_SOCKETS_OF_PERSON)) return false
      open.set(owner, taken + 1)
      return true
    },
    giveBack(personId: string | undefined): void {
      const owner = personId ?? ANONYMOUS
      const left = (open.get(owner) ?? 1) - 1
      if (left > 0) open.set(owner, left)
      else open.delete(owner)
    },
  }
}

/** Answers for each subscribe message whether it is one too many within a minute. */
export function createFloodGuard(): () => boolean {
  let beganMs = elapsedMs()
  let subscribes = 0
  return () => {
    const now = elapsedMs()
    if (now - beganMs > MINUTE_MS) {
      beganMs = now
      subscribes = 0
    }
    subscribes++
    return subscribes > MAX_SUBSCRIBES_PER_MINUTE
  }
}
