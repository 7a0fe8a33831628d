/** The engine on a KurrentDB or EventStoreDB cluster: many processes write to the one log. */
import type { Instant, Position, Recorded } from '@changxin/shared/kernel'
import { isChained } from '../chain.ts'
import { checkAppend, encodeEvents, forwardClock } from '../encode.ts'
import { type Log, LogUnavailable, MAX_READ_EVENTS, type Now, StreamNotErasable } from '../port.ts'
import { appendsOf } from './appends.ts'
import { clientFactory } from './client.ts'
import { openConnection } from './connection.ts'
import { erasingOf } from './erasing.ts'
import { erasuresOf } from './erasures.ts'
import { toEventData } from './events.ts'
import { reasonOf } from './faults.ts'
import { followLog } from './follow.ts'
import { leaseOf } from './lease.ts'
import { ENGINE_LIMITS, type EngineLimits } from './limits.ts'
import { AGREED_STREAM, LEASE_STREAM } from './names.ts'
import { logPositionOf } from './position.ts'
import { PAGE_EVENTS, readsOf } from './reads.ts'
import { type EngineLogger, scavengingOf } from './scavenge.ts'
import { sizeOf } from './size.ts'
import { openTail } from './tail.ts'
import { readKurrentUrl } from './url.ts'

export interface KurrentLogOptions {
  readonly url: string
  readonly now: Now
  /** Told when a follower no longer reaches the cluster, and null when it does again. */
  onAway?(reason: string | null): void
  readonly logger?: EngineLogger
  /** Nothing is finished here that another process began: this one only reads. */
  readonly isReader?: boolean
  readonly limits?: Partial<EngineLimits>
}

const FOLLOW_PAGE_EVENTS = 500
const SILENT: EngineLogger = { warn() {} }
const START: Instant = '1970-01-01T00:00:00.000Z'

/** Throws LogUnavailable when no node of the cluster answers, and a RangeError for an address that cannot work. */
export async function openKurrentLog(options: KurrentLogOptions): Promise<Log> {
  const { now, onAway, isReader = false } = options
  const limits: EngineLimits = { ...ENGINE_LIMITS, ...options.limits }
  const url = readKurrentUrl(options.url)
  const make = clientFactory(url.connection)
  // Each with a connection of its own: what breaks the one must not take the others with it.
  const open = () => openConnection(make, limits.closeMs)
  const [reading, writing, listening] = [open(), open(), open()]
  const reads = readsOf(reading, limits.read)
  const appends = appendsOf(writing, limits.write, reads)
  const erasures = erasuresOf(reads, appends)
  const erasing = erasingOf({ reads, appends, erasures, connection: writing, limits: limits.write })
  const scavenging = scavengingOf({ url, limits, erasures, erasing, logger: options.logger ?? SILENT })
  let isClosed = false

  /** The newest event that readers see. */
  async function newest(): Promise<Recorded | undefined> {
    for (let before: Position | null = null, count = 1; ; count = PAGE_EVENTS) {
      const page = await reads.allBackwards(before, count)
      const last = page.at(-1)
      const [shown] = await erasures.visible(page)
      if (shown || !last) return shown
      before = last.position
    }
  }

  async function head(): Promise<Position | null> {
    return (await newest())?.position ?? null
  }

  const tail = openTail(listening, head)

  async function readAll(after: Position | null, limit: number): Promise<Recorded[]> {
    const events: Recorded[] = []
    for (let at = after; events.length < limit; ) {
      const count = Math.min(limit - events.length, PAGE_EVENTS)
      const page = await reads.allPage(at, count)
      events.push(...(await erasures.visible(page)))
      at = page.at(-1)?.position ?? at
      if (page.length < count) break
    }
    return events
  }

  async function read(stream: string, fromRevision: number): Promise<Recorded[]> {
    if (!isChained(stream)) await erasures.refresh()
    const events: Recorded[] = []
    for (let from = fromRevision + erasures.shiftOf(stream); ; ) {
      const page = await reads.streamPage(stream, from)
      const last = page.at(-1)
      events.push(...(await erasures.visible(page)))
      if (!last || page.length < PAGE_EVENTS) return events
      from = last.revision + 1
    }
  }

  const shut = async () => {
    tail.close()
    scavenging.close()
    await Promise.all([reading.close(), writing.close(), listening.close()])
  }

  let latest: Recorded | undefined
  try {
    await erasures.refresh()
    latest = await newest()
  } catch (error) {
    await shut()
    throw error
  }
  if (!isReader && erasures.pending().length > 0) scavenging.ask()
  const clock = forwardClock(now, latest?.metadata.recordedAt ?? START)

  const wordIn = (stream: string) => leaseOf(stream, reads, appends, writing, limits.write)
  let told: string | null = null
  /** Changes alone; and the teller's own failure is not the follower's. */
  const tellAway = (reason: string | null) => {
    if (reason === told) return
    told = reason
    try {
      onAway?.(reason)
    } catch (error) {
      options.logger?.warn({ reason: reasonOf(error) }, 'who is told that the log is away failed')
    }
  }

  const refuseClosed = () => {
    if (isClosed) throw new LogUnavailable('the log is closed')
  }

  return {
    async read(stream, fromRevision = 0) {
      refuseClosed()
      return read(stream, fromRevision)
    },
    async readAll(after, limit) {
      if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_READ_EVENTS))
        throw new RangeError(`a page has 1 to ${MAX_READ_EVENTS} events, not ${limit}`)
      if (after !== null) logPositionOf(after)
      refuseClosed()
      return readAll(after, limit)
    },
    follow(after, { limit = FOLLOW_PAGE_EVENTS, signal }) {
      const parts = { reads, tail, erasures, limits, isClosed: () => isClosed, onAway: tellAway }
      return followLog(parts, after, limit, signal)
    },
    head,
    size: sizeOf(reads, erasures, head, limits.countedPages),
    async append(stream, expected, events) {
      checkAppend(stream, expected, events)
      const recordedAt = clock()
      // For its checks alone: the client writes the JSON itself.
      encodeEvents(events, recordedAt)
      refuseClosed()
      const data = events.map((event) => toEventData(event, recordedAt))
      return isChained(stream) ? appends.append(stream, expected, data) : erasing.append(stream, expected, data)
    },
    async erase(stream) {
      if (isChained(stream)) throw new StreamNotErasable(stream)
      refuseClosed()
      await erasing.erase(stream)
      scavenging.ask()
    },
    shared: { lease: wordIn(LEASE_STREAM), agreed: wordIn(AGREED_STREAM) },
    async close() {
      if (isClosed) return
      isClosed = true
      await appends.idle(limits.closeMs)
      await shut()
    },
  }
}
