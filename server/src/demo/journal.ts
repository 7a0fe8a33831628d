/** Decides commands as the server does, in memory and at simulated times, and hands on the events that come of it. */
import { type AnyEvent, type Channel, type EventMetadata, instantOf } from '@changxin/shared/kernel'
import { type Aggregate, definitionOf } from '../commands/aggregate.ts'
import { deriveId } from '../commands/derive.ts'
import type { ExpectedRevision, NewEvent } from '../log/port.ts'

export interface Append {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly NewEvent[]
  /** When the log is to have taken it. */
  readonly recordedMs: number
}

export interface Told {
  /** Person id, or `system`. */
  readonly by: string
  /** When it happened in the world; the present when not given. */
  readonly atMs?: number
  readonly onBehalfOf?: string | undefined
  /** `demo`, so that it shows as a sample, except for what every log has. */
  readonly channel?: Channel
  /** The command's key; a running number when not given. */
  readonly key?: string
}

export interface Journal {
  /** Answers the events; throws Rejected like any command. */
  tell<Command, Event extends AnyEvent, State, Facts>(
    owner: Aggregate<Command, Event, State, Facts>,
    id: string,
    command: Command,
    told: Told,
    facts?: Facts,
  ): readonly Event[]
  state<Command, Event extends AnyEvent, State, Facts>(
    owner: Aggregate<Command, Event, State, Facts>,
    id: string,
  ): State
  /** Events of a type so far. */
  count(type: string): number
  /** Of all types. */
  total(): number
}

interface Entry {
  state: unknown
  revision: number
}

export function createJournal(parts: { nowMs: () => number; onAppend: (append: Append) => void }): Journal {
  const streams = new Map<string, Entry>()
  const counts = new Map<string, number>()
  let commands = 0
  let total = 0

  function metadataOf({ by, atMs, onBehalfOf, channel = 'demo', key }: Told): EventMetadata {
    const commandId = key ?? `demo-${++commands}`
    const occurredAt = instantOf(atMs ?? parts.nowMs())
    // The key alone names the matter, as for the timer: nobody ever sends this command again with other input.
    return { commandId, inputHash: commandId, actor: by, ...(onBehalfOf ? { onBehalfOf } : {}), channel, occurredAt }
  }

  return {
    tell(owner, id, command, told, facts) {
      const stream = `${owner.category}-${id}`
      const entry = streams.get(stream) ?? { state: owner.decider.initial, revision: -1 }
      const decided = owner.decider.decide(command, entry.state as never, facts as never)
      if (decided.length === 0) return decided
      const metadata = metadataOf(told)
      const events = decided.map((event, index): NewEvent => {
        const { version, schema } = definitionOf(owner, event.type)
        const eventId = deriveId(metadata.actor, metadata.commandId, stream, index)
        counts.set(event.type, (counts.get(event.type) ?? 0) + 1)
        return { id: eventId, type: event.type, version, data: schema.parse(event.data), metadata }
      })
      let state = entry.state as ReturnType<typeof owner.decider.evolve>
      for (const event of events) state = owner.decider.evolve(state, event as never)
      parts.onAppend({
        stream,
        expected: entry.revision < 0 ? 'none' : entry.revision,
        events,
        recordedMs: parts.nowMs(),
      })
      streams.set(stream, { state, revision: entry.revision + events.length })
      total += events.length
      return decided
    },
    state: (owner, id) => (streams.get(`${owner.category}-${id}`)?.state ?? owner.decider.initial) as never,
    count: (type) => counts.get(type) ?? 0,
    total: () => total,
  }
}
