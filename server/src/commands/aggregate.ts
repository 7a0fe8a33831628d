/** Binds a decider to its streams: what is folded, from which events, under which category. */
import { type AnyEvent, type Decider, type EventType, type Recorded, readEvent } from '@changxin/shared/kernel'

export interface Aggregate<Command, Event extends AnyEvent, State, Facts> {
  readonly category: string
  readonly decider: Decider<Command, Event, State, Facts>
  readonly definitions: ReadonlyMap<string, EventType>
}

export function aggregate<Command, Event extends AnyEvent, State, Facts>(
  category: string,
  decider: Decider<Command, Event, State, Facts>,
  events: readonly EventType[],
): Aggregate<Command, Event, State, Facts> {
  return { category, decider, definitions: new Map(events.map((definition) => [definition.type, definition])) }
}

/** An unknown event type is fatal in a decider: a rule decided on half a history would be wrong. */
export function definitionOf(
  owner: Pick<Aggregate<never, AnyEvent, unknown, never>, 'category' | 'definitions'>,
  type: string,
): EventType {
  const definition = owner.definitions.get(type)
  if (!definition) throw new TypeError(`${owner.category} streams do not know the event ${type}`)
  return definition
}

export function evolveRecorded<Event extends AnyEvent, State, Facts, Command>(
  owner: Aggregate<Command, Event, State, Facts>,
  state: State,
  recorded: Recorded,
): State {
  const data = readRecorded(definitionOf(owner, recorded.type), recorded)
  return owner.decider.evolve(state, { type: recorded.type, data, metadata: recorded.metadata } as AnyEvent as Event)
}

/** Stored bytes that do not fit are a fault here: whoever sent the command must not be told that theirs were wrong. */
function readRecorded(definition: EventType, { version, data, stream, revision }: Recorded): unknown {
  try {
    return readEvent(definition, version, data)
  } catch (cause) {
    throw new TypeError(`${stream} cannot be read at ${revision}: ${definition.type} does not fit`, { cause })
  }
}
