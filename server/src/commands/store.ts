/**
 * Decides commands: fold the stream, decide, append durably, answer. Commands on one stream decide on the pending
 * state and share the fsync; a batch that fails takes down everything that was decided on it, and they decide again.
 */
import { randomUUID } from 'node:crypto'
import { type AnyEvent, type EventMetadata, type Position, type Recorded, Rejected } from '@changxin/shared/kernel'
import { LRUCache } from 'lru-cache'
import { isChained } from '../log/chain.ts'
import {
  type Appended,
  AppendTooLarge,
  type Log,
  LogUnavailable,
  type NewEvent,
  WrongExpectedRevision,
} from '../log/port.ts'
import { type Aggregate, definitionOf, evolveRecorded } from './aggregate.ts'
import { checked } from './checked.ts'
import { deriveOrderedId } from './derive.ts'

/** A conflict without If-Match is decided again at most so often. */
export const MAX_ATTEMPTS = 4
/** Streams whose folded state is kept; the log stays the truth, a lost entry is only folded again. */
const CACHED_STREAMS = 20_000

export interface CommandRequest<Command, Facts> {
  readonly meta: EventMetadata
  /** Revision that the client has seen; anything else there is refused. */
  readonly ifMatch?: number | undefined
  /** What the decision needs from outside its stream, read anew for each attempt. */
  readonly facts?: () => Facts | Promise<Facts>
  readonly command: Command
}

export interface Executed {
  readonly revision: number
  /** Null when the stream is empty and nothing had to be written. */
  readonly position: Position | null
  /** True when this key was decided before: the first answer is given again. */
  readonly hit: boolean
}

export interface CommandStore {
  execute<Command, Event extends AnyEvent, State, Facts>(
    owner: Aggregate<Command, Event, State, Facts>,
    id: string,
    request: CommandRequest<Command, Facts>,
  ): Promise<Executed>
  /** The durable state of a stream, for facts and for answers about one thing: nothing may rest on what can still be lost. */
  load<Command, Event extends AnyEvent, State, Facts>(
    owner: Aggregate<Command, Event, State, Facts>,
    id: string,
  ): Promise<{ state: State; revision: number }>
  /** Drops what is remembered of a stream, after it was erased. */
  forget(stream: string): void
  /** The newest position that this process was told is durable. */
  newest(): Position | null
}

interface Decided {
  readonly inputHash: string
  readonly appended: Promise<Appended>
}

interface Entry {
  state: unknown
  /** Of the pending head; -1 = no event yet. */
  revision: number
  position: Position | null
  /** Settles when everything decided so far is durable; rejects when it is lost. */
  tail: Promise<unknown>
  /** Appends that are not answered yet. */
  pending: number
  /** What was decided under each key while it waits for the disk; then the revision of its last event, to keep little. */
  readonly keys: Map<string, Decided | number>
}

// biome-ignore lint/suspicious/noExplicitAny: the store holds entries of all aggregates; each caller brings its own types.
type AnyAggregate = Aggregate<any, any, any, any>

function refusalOf(error: unknown): unknown {
  if (error instanceof LogUnavailable) return new Rejected('log-unavailable')
  return error instanceof AppendTooLarge ? new Rejected('too-large') : error
}

/** What was decided before this was not written, so this was not sent. */
class DecidedOnLost extends Error {}

const keyOf = (meta: EventMetadata) => `${meta.actor} ${meta.commandId}`

export function createCommandStore(log: Log): CommandStore {
  const entries = new LRUCache<string, Promise<Entry>>({ max: CACHED_STREAMS })
  let newest: Position | null = null
  /**
   * Where other processes write too, ids are this one's own: the same command at another process then meets a conflict,
   * reads the stream and finds the key, which says whether the input was the same. Equal ids would be taken for a repeat.
   */
  const writer = log.shared ? [randomUUID()] : []

  const readFrom = (stream: string, revision: number) =>
    log.read(stream, revision).catch((error: unknown) => {
      throw refusalOf(error)
    })

  async function readEntry(owner: AnyAggregate, stream: string): Promise<Entry> {
    const entry: Entry = {
      state: owner.decider.initial,
      revision: -1,
      position: null,
      tail: Promise.resolve(),
      pending: 0,
      keys: new Map(),
    }
    fold(owner, entry, await readFrom(stream, 0))
    return entry
  }

  function fold(owner: AnyAggregate, entry: Entry, events: readonly Recorded[]): void {
    for (const recorded of events) {
      entry.state = evolveRecorded(owner, entry.state, recorded)
      entry.revision = recorded.revision
      entry.position = recorded.position
      entry.keys.set(keyOf(recorded.metadata), recorded.revision)
    }
  }

  function open(owner: AnyAggregate, stream: string): Promise<Entry> {
    const known = entries.get(stream)
    if (known) return known
    const fresh = readEntry(owner, stream)
    // Another process may erase it, and nothing would tell us to forget.
    if (log.shared && !isChained(stream)) return fresh
    entries.set(stream, fresh)
    fresh.catch(() => drop(stream, fresh))
    return fresh
  }

  function drop(stream: string, which: Promise<Entry>) {
    if (entries.peek(stream) === which) entries.delete(stream)
  }

  /** True when the state that an answer rests on is durable and the newest; false when it must be looked at again. */
  async function rests(
    owner: AnyAggregate,
    stream: string,
    opened: Promise<Entry>,
    revision: number,
  ): Promise<boolean> {
    const entry = await opened
    try {
      await entry.tail
    } catch {
      // What it was decided on is lost.
      drop(stream, opened)
      return false
    }
    return isNewest(owner, stream, entry, revision)
  }

  /**
   * True when the entry was the newest state while it was looked at. An append proves that by its expected revision; what
   * is answered without one (a refusal, nothing to do, a fact for another decision) has to be proved by a look, wherever
   * other processes write to the log.
   */
  async function isNewest(owner: AnyAggregate, stream: string, entry: Entry, revision: number): Promise<boolean> {
    if (!log.shared) return true
    const later = await readFrom(stream, revision + 1)
    if (entry.revision === revision && entry.pending === 0) fold(owner, entry, later)
    return later.length === 0
  }

  function toNewEvents(
    owner: AnyAggregate,
    stream: string,
    meta: EventMetadata,
    events: readonly AnyEvent[],
  ): NewEvent[] {
    return events.map((event, index) => {
      const definition = definitionOf(owner, event.type)
      return {
        id: deriveOrderedId(meta.commandId, meta.actor, stream, index, ...writer),
        type: event.type,
        version: definition.version,
        data: checked(definition.schema, event.data, event.type),
        metadata: meta,
      }
    })
  }

  function appendDecided(
    owner: AnyAggregate,
    stream: string,
    entry: Entry,
    meta: EventMetadata,
    key: string,
    events: readonly AnyEvent[],
  ) {
    const newEvents = toNewEvents(owner, stream, meta, events)
    let state = entry.state
    for (const { type, data, metadata } of newEvents) state = owner.decider.evolve(state, { type, data, metadata })
    const expected = entry.revision < 0 ? ('none' as const) : entry.revision
    const append = () => log.append(stream, expected, newEvents)
    // Another process may write in the place of what this was decided on: the revision would fit and the state would not.
    const appended = log.shared ? entry.tail.then(append, () => Promise.reject(new DecidedOnLost())) : append()
    entry.state = state
    entry.revision += newEvents.length
    entry.tail = appended
    entry.pending++
    entry.keys.set(key, { inputHash: meta.inputHash, appended })
    // Whoever waits on the tail handles its failure; without a waiter it must not count as unhandled.
    appended.then(
      (result) => {
        entry.pending--
        entry.keys.set(key, result.revision)
        if (entry.position === null || entry.position < result.position) entry.position = result.position
        if (newest === null || newest < result.position) newest = result.position
      },
      () => {},
    )
    return appended
  }

  /** What was decided under a key before; undefined when that was lost, or erased, meanwhile. */
  async function repeated(stream: string, seen: Decided | number, meta: EventMetadata): Promise<Executed | undefined> {
    if (typeof seen === 'object') {
      if (seen.inputHash !== meta.inputHash) throw new Rejected('key-reused')
      return seen.appended.then(
        (appended) => ({ ...appended, hit: true }),
        () => undefined,
      )
    }
    const [last] = await readFrom(stream, seen)
    if (!last) return undefined
    if (last.metadata.inputHash !== meta.inputHash) throw new Rejected('key-reused')
    return { revision: last.revision, position: last.position, hit: true }
  }

  async function attempt(
    owner: AnyAggregate,
    stream: string,
    request: CommandRequest<unknown, unknown>,
  ): Promise<Executed | undefined> {
    const meta = request.meta
    const key = keyOf(meta)
    let opened = open(owner, stream)
    let entry = await opened
    let seen = entry.keys.get(key)
    // Without facts nothing may be awaited from here to the append: another with the same key would slip in between.
    const facts = seen !== undefined || !request.facts ? undefined : await request.facts()
    if (seen === undefined && request.facts) {
      // Others may have decided, or lost their batch, while the facts were read.
      opened = open(owner, stream)
      entry = await opened
      seen = entry.keys.get(key)
    }
    if (seen !== undefined) {
      const answer = await repeated(stream, seen, meta)
      if (!answer) drop(stream, opened)
      return answer
    }
    let events: readonly AnyEvent[]
    const { revision } = entry
    try {
      if (request.ifMatch !== undefined && request.ifMatch !== entry.revision) {
        throw new Rejected('revision-mismatch', { expected: request.ifMatch, actual: entry.revision })
      }
      events = owner.decider.decide(request.command, entry.state, facts)
    } catch (refusal) {
      if (await rests(owner, stream, opened, revision)) throw refusal
      return undefined
    }
    if (events.length === 0) {
      if (await rests(owner, stream, opened, revision)) return { revision, position: entry.position, hit: false }
      return undefined
    }
    try {
      return { ...(await appendDecided(owner, stream, entry, meta, key, events)), hit: false }
    } catch (error) {
      drop(stream, opened)
      if (error instanceof WrongExpectedRevision || error instanceof DecidedOnLost) return undefined
      throw refusalOf(error)
    }
  }

  return {
    async execute(owner, id, request) {
      const stream = `${owner.category}-${id}`
      for (let count = 0; count < MAX_ATTEMPTS; count++) {
        const executed = await attempt(owner, stream, request as CommandRequest<unknown, unknown>)
        if (executed) return executed
      }
      throw new Rejected('stream-busy')
    },
    async load(owner, id) {
      const stream = `${owner.category}-${id}`
      for (let count = 0; count < MAX_ATTEMPTS; count++) {
        const opened = open(owner, stream)
        const entry = await opened
        const { state, revision } = entry
        if (await rests(owner, stream, opened, revision)) return { state: state as never, revision }
      }
      throw new Rejected('stream-busy')
    },
    forget(stream) {
      entries.delete(stream)
    },
    newest: () => newest,
  }
}
