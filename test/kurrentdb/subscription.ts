/**
 * A subscription to $all: confirmed, caught up, then live, as `Enumerator.AllSubscription(Filtered)` of the server does
 * it. A slow subscriber is waited for; a filtered one is told by checkpoints how far the log was looked through.
 */
import { randomUUID } from 'node:crypto'
import { serviceError } from './errors.ts'
import { type EventFilter, eventFilter } from './event-filter.ts'
import type { SubscriptionEnd } from './faults.ts'
import type { LogState } from './log-state.ts'
import type { NodeContext } from './node-context.ts'
import { checkedPosition } from './positions.ts'
import { grpc, type ReadCall, type Streams, streams, Timestamp } from './protocol.ts'
import { readEvent, send } from './recorded.ts'

type Options = Streams.ReadReq.Options

export async function subscribeToAll(
  node: NodeContext,
  call: ReadCall,
  options: Options,
  gone: AbortSignal,
): Promise<void> {
  const ended = new AbortController()
  let how: SubscriptionEnd | undefined
  const stopListening = node.faults.onEndSubscriptions((wanted) => {
    how = wanted
    ended.abort()
  })
  try {
    await pump(node, call, options, AbortSignal.any([gone, ended.signal]))
  } finally {
    stopListening()
  }
  if (how === 'unavailable') throw serviceError(grpc.status.UNAVAILABLE, 'the subscription was dropped')
}

async function pump(node: NodeContext, call: ReadCall, options: Options, signal: AbortSignal): Promise<void> {
  const { log, faults } = node
  const filter = eventFilter(options.getFilter())
  let seen = -1
  let lastCheckpoint = -1
  let looked = 0
  const say = async (message: Streams.ReadResp) => {
    if (faults.isStalled) await Promise.race([faults.unstalled(), aborted(signal)])
    return send(call, message, signal)
  }
  const checkpoint = () => {
    if (seen < 0 || seen <= lastCheckpoint) return true
    lastCheckpoint = seen
    return say(checkpointAt(seen))
  }

  if (!(await send(call, confirmation(), signal))) return
  seen = startedAfter(log, options)
  const isLive = seen >= (log.all().at(-1)?.position ?? -1)
  if (isLive && !(await say(caughtUp(seen)))) return
  let toldCaughtUp = isLive
  while (!signal.aborted) {
    const event = log.all()[log.indexAt(seen + 1)]
    if (event) {
      if (!allowed(filter, event)) seen = event.position
      else {
        if (!(await say(readEvent(event)))) return
        seen = event.position
      }
      looked += 1
      if (filter && looked % filter.checkpointEvery === 0 && !(await checkpoint())) return
      continue
    }
    if (!toldCaughtUp) {
      if (filter && !(await checkpoint())) return
      if (!(await say(caughtUp(seen)))) return
      toldCaughtUp = true
      continue
    }
    await log.changed(signal)
  }
}

const allowed = (filter: EventFilter | undefined, event: Parameters<EventFilter['allows']>[0]): boolean =>
  filter === undefined || filter.allows(event)

/** The position of the last event that the subscriber has; -1 for none. Unlike a read it starts after the position. */
function startedAfter(log: LogState, options: Options): number {
  const from = options.getAll()
  const last = log.all().at(-1)?.position ?? -1
  if (from?.hasEnd()) return last
  return from?.hasPosition() ? checkedPosition(log, from.getPosition(), 'subscription') : -1
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}

const confirmation = () =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
  )

function checkpointAt(position: number): Streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint()
  return new streams.ReadResp().setCheckpoint(
    checkpoint.setCommitPosition(String(position)).setPreparePosition(String(position)),
  )
}

function caughtUp(position: number): Streams.ReadResp {
  const message = new streams.ReadResp.CaughtUp().setTimestamp(Timestamp.fromDate(new Date()))
  if (position >= 0) {
    const at = new streams.ReadResp.Position()
    message.setPosition(at.setCommitPosition(String(position)).setPreparePosition(String(position)))
  }
  return new streams.ReadResp().setCaughtUp(message)
}
