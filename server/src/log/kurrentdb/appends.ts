/**
 * Appending with the revision always given and ids that are always the same, which is what makes a repeat exact: an append
 * whose answer did not come is sent again as it was. Appends to one stream go one after the other, because the next one
 * rests on the revision that the one before leaves.
 */
import type { Position } from '@changxin/shared/kernel'
import type { AppendResult, EventData, WrongExpectedVersionError } from '@kurrent/kurrentdb-client'
import { AppendTooLarge, type ExpectedRevision, MAX_APPEND_BYTES, WrongExpectedRevision } from '../port.ts'
import { atMost, type Connection } from './connection.ts'
import { faultOf } from './faults.ts'
import type { Limits } from './limits.ts'
import { positionOf } from './position.ts'
import type { Reads } from './reads.ts'

export interface RawAppended {
  /** The server's. */
  readonly revision: number
  readonly position: Position
}

export interface Appends {
  append(stream: string, expected: ExpectedRevision, events: EventData[]): Promise<RawAppended>
  /** Resolves when everything that was asked has been answered, and after `ms` at the latest. */
  idle(ms: number): Promise<void>
}

const asRevision = (state: bigint | string | undefined): ExpectedRevision =>
  typeof state === 'bigint' && state >= 0n ? Number(state) : 'none'

export function appendsOf(connection: Connection, limits: Limits, reads: Reads): Appends {
  const lanes = new Map<string, Promise<unknown>>()

  async function send(stream: string, expected: ExpectedRevision, events: EventData[]): Promise<RawAppended> {
    const streamState = expected === 'none' ? ('no_stream' as const) : BigInt(expected)
    let result: AppendResult
    try {
      result = await connection.patiently(`append ${stream}`, limits, (client) =>
        client.appendToStream(stream, events, { streamState, requiresLeader: true }),
      )
    } catch (error) {
      throw refusalOf(error, stream, expected, events)
    }
    const revision = Number(result.nextExpectedRevision)
    if (result.position) return { revision, position: positionOf(result.position) }
    // Of an old server, or one that found the events already there and does not say where.
    const [event] = await reads.streamPage(stream, revision, 1)
    // Taken once and erased since: the stream has gone on.
    if (event?.revision !== revision) throw new WrongExpectedRevision(stream, expected, event?.revision ?? revision)
    return { revision, position: event.position }
  }

  return {
    append(stream, expected, events) {
      const before = lanes.get(stream) ?? Promise.resolve()
      const mine = before.then(() => send(stream, expected, events))
      const settled = mine.then(
        () => {},
        () => {},
      )
      lanes.set(stream, settled)
      void settled.then(() => {
        if (lanes.get(stream) === settled) lanes.delete(stream)
      })
      return mine
    },
    async idle(ms) {
      const answered = async () => {
        while (lanes.size > 0) await Promise.all(lanes.values())
      }
      await atMost(ms, answered())
    },
  }
}

function refusalOf(error: unknown, stream: string, expected: ExpectedRevision, events: readonly EventData[]): unknown {
  const fault = faultOf(error)
  if (fault === 'conflict')
    return new WrongExpectedRevision(stream, expected, asRevision((error as WrongExpectedVersionError).actualState))
  // Our limit leaves out what the server counts besides: an append just below it may be too large for the server.
  if (fault === 'too-large')
    return new AppendTooLarge(Math.max(MAX_APPEND_BYTES, Buffer.byteLength(JSON.stringify(events))))
  return error
}
