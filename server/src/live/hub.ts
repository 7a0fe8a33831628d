/**
 * The live hub: a subscribed query is run again when the projector touched what it reads, once for everybody who asks the
 * same with the same scope, and only the rows that differ are sent.
 */
import {
  ClientMessage,
  MAX_CLIENT_FRAME_BYTES,
  MAX_SUBSCRIPTIONS,
  type Position,
  Rejected,
} from '@changxin/shared/kernel'
import type { WebSocket } from '@fastify/websocket'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import { checked } from '../commands/checked.ts'
import type { Language, ServedQuery } from '../feature.ts'
import { fieldsOf, problemOf } from '../http/problems.ts'
import { answerQuery, authorise, parseInput } from '../http/query-route.ts'
import type { Applied, Views } from '../views/views.ts'
import { createDelivery } from './delivery.ts'
import { diff, slice } from './diff.ts'
import { type Client, concerned, createTouchMemory, type Group, type Subscriber } from './group.ts'
import {
  CLOSE_SESSION_ENDED,
  CLOSE_TOO_MANY,
  CLOSE_TRY_AGAIN,
  createFloodGuard,
  createPlaces,
  elapsedMs,
  MAX_SOCKETS,
  PING_INTERVAL_MS,
  RERUN_BUDGET_MS,
  RERUN_INTERVAL_MS,
} from './limits.ts'

export interface LiveHub {
  /** `isCurrent` is asked with every ping; a socket whose person has other rights by now is closed. */
  connect(socket: WebSocket, principal: Principal | null, language: Language, isCurrent?: () => boolean): void
  /** Closes every socket of a session or a person whose rights changed. */
  end(of: { sessionId?: string; personId?: string }): void
  stats(): { sockets: number; subscriptions: number; groups: number; reruns: number; frames: number; skipped: number }
  close(): void
}

export interface LiveHubDeps {
  readonly views: Views
  readonly queries: ReadonlyMap<string, ServedQuery>
  /** The newest position that was acknowledged to anybody: a page opened right after a command waits for it. */
  readonly newest: () => Position | null
  readonly logger: Logger
}

export function createLiveHub({ views, queries, newest, logger }: LiveHubDeps): LiveHub {
  const clients = new Set<Client>()
  const groups = new Map<string, Group>()
  const places = createPlaces()
  const { counts, send, deliver, sendSnapshot, queueBroadcast } = createDelivery(() => scheduleFlush(RERUN_INTERVAL_MS))
  const touched = createTouchMemory(views.position())
  let reruns = 0
  let flushTimer: NodeJS.Timeout | undefined
  let closed = false

  function fail(client: Client, id: number, error: unknown): void {
    let problem = problemOf('internal', {}, client.language)
    if (error instanceof Rejected) problem = problemOf(error.code, error.params, client.language)
    else if (error instanceof z.ZodError) problem = problemOf('malformed', {}, client.language, fieldsOf(error.issues))
    else logger.error({ err: error }, 'live query failed')
    send(client, JSON.stringify({ type: 'failed', id, problem }))
  }

  /** Reads the answer anew; true when it differs from what was last sent. */
  function run(group: Group, client: Client): string | undefined {
    const { output, position } = answerQuery(views, {
      query: group.query,
      input: group.input,
      principal: client.principal,
      language: client.language,
    })
    const parsed = checked(group.query.route.output, output, `the answer of ${group.query.route.action}`)
    const sliced = slice(parsed)
    const changed = diff(group.output, sliced)
    group.position = position
    group.ranAtMs = elapsedMs()
    group.dirty = false
    if (changed === undefined) return undefined
    group.output = sliced
    group.json = JSON.stringify(parsed)
    group.changedAt = position
    group.changes++
    return changed
  }

  function groupFor(client: Client, query: ServedQuery, raw: Readonly<Record<string, string>>): Group {
    const input = parseInput(query, raw)
    const action = query.route.action
    const person = query.sameForScope
      ? scopeOf(action, client.principal).key
      : (client.principal?.personId ?? 'anonymous')
    const key = `${action} ${client.language} ${person} ${JSON.stringify(input)}`
    const known = groups.get(key)
    if (known) return known
    const group: Group = {
      key,
      query,
      input,
      concerns: query.concerns?.(input as never) ?? {},
      subscribers: new Set(),
      output: { rows: new Map(), order: [] },
      json: 'null',
      position: null,
      changedAt: null,
      dirty: false,
      ranAtMs: 0,
      changes: 0,
    }
    // Registered before it is read, so that no touch falls between; touches at or below what was read are passed over.
    groups.set(key, group)
    try {
      run(group, client)
    } catch (error) {
      groups.delete(key)
      throw error
    }
    return group
  }

  function subscribe(client: Client, message: Extract<ClientMessage, { type: 'subscribe' }>): void {
    if (client.subscriptions.size >= MAX_SUBSCRIPTIONS)
      throw new Rejected('too-many-subscriptions', { limit: MAX_SUBSCRIPTIONS })
    unsubscribe(client, message.id)
    const query = queries.get(message.query)
    if (!query) throw new Rejected('not-found')
    const group = groupFor(client, query, message.input)
    // A group that others share was authorised for them; this person is checked too.
    if (group.subscribers.size > 0) {
      views.peek((read) =>
        authorise(query.route.action, client.principal, read, query.subject(group.input as never, read)),
      )
    }
    const subscriber: Subscriber = { client, id: message.id, group, behind: false, shows: 0 }
    group.subscribers.add(subscriber)
    client.subscriptions.set(message.id, subscriber)
    const resumable = message.after !== undefined && group.changedAt !== null && touched.lastOf(group) <= message.after
    if (resumable)
      deliver(
        subscriber,
        JSON.stringify({ type: 'unchanged', id: message.id, position: group.position }),
        group.changes,
      )
    else sendSnapshot(subscriber)
  }

  function unsubscribe(client: Client, id: number): void {
    const subscriber = client.subscriptions.get(id)
    if (!subscriber) return
    client.subscriptions.delete(id)
    subscriber.group.subscribers.delete(subscriber)
    if (subscriber.group.subscribers.size === 0) groups.delete(subscriber.group.key)
  }

  /** Runs for whoever is first; one who may no longer see it is told so, and the next one is asked for. */
  function rerun(group: Group): void {
    for (const subscriber of [...group.subscribers]) {
      reruns++
      try {
        const change = run(group, subscriber.client)
        if (change !== undefined)
          queueBroadcast(group, { change, position: JSON.stringify(group.position), run: group.changes })
        return
      } catch (error) {
        unsubscribe(subscriber.client, subscriber.id)
        fail(subscriber.client, subscriber.id, error)
      }
    }
  }

  /** Whoever ran goes to the end, so that under a flood of touches everybody has a turn. */
  function rerunInTurn(group: Group): void {
    if (groups.delete(group.key)) groups.set(group.key, group)
    rerun(group)
  }

  function flush(): void {
    flushTimer = undefined
    const now = elapsedMs()
    let waiting = Number.POSITIVE_INFINITY
    for (const group of [...groups.values()]) {
      if (group.dirty) {
        const wait = group.ranAtMs + RERUN_INTERVAL_MS - now
        if (elapsedMs() - now > RERUN_BUDGET_MS) waiting = 0
        else if (wait <= 0) rerunInTurn(group)
        else waiting = Math.min(waiting, wait)
      }
      for (const subscriber of group.subscribers) {
        if (!subscriber.behind) continue
        if (subscriber.client.socket.bufferedAmount === 0) sendSnapshot(subscriber)
        else waiting = Math.min(waiting, RERUN_INTERVAL_MS)
      }
    }
    if (waiting !== Number.POSITIVE_INFINITY) scheduleFlush(waiting)
  }

  function scheduleFlush(delayMs: number): void {
    if (!closed) flushTimer ??= setTimeout(flush, delayMs)
  }

  const stopListening = views.onApplied(({ position, touches }: Applied) => {
    touched.remember(position, touches)
    let any = false
    for (const group of groups.values()) {
      if (group.dirty || (group.position !== null && position <= group.position)) continue
      if (touches.some((touch) => concerned(group, touch))) {
        group.dirty = true
        any = true
      }
    }
    if (any) scheduleFlush(0)
  })

  const pinger = setInterval(() => {
    for (const client of clients) {
      if (!client.alive) client.socket.terminate()
      else if (!client.isCurrent()) client.socket.close(CLOSE_SESSION_ENDED, 'session ended')
      client.alive = false
      client.socket.ping()
    }
  }, PING_INTERVAL_MS)
  pinger.unref()

  function receive(client: Client, data: Buffer): void {
    let message: ClientMessage
    try {
      if (data.length > MAX_CLIENT_FRAME_BYTES) throw new RangeError('frame too large')
      message = ClientMessage.parse(JSON.parse(data.toString('utf8')))
    } catch {
      client.socket.close(1008, 'malformed message')
      return
    }
    if (message.type === 'unsubscribe') {
      client.wanted.delete(message.id)
      return unsubscribe(client, message.id)
    }
    if (client.isFlood()) return client.socket.close(CLOSE_TOO_MANY, 'too many subscriptions')
    void subscribeFresh(client, message)
  }

  /** What was just made may not be in the views yet: a refusal counts only when the views show all that was acknowledged. */
  async function subscribeFresh(client: Client, message: Extract<ClientMessage, { type: 'subscribe' }>): Promise<void> {
    const wanted = newest()
    const behind = wanted !== null && (views.position() ?? '') < wanted
    client.wanted.set(message.id, message)
    try {
      subscribe(client, message)
    } catch (refusal) {
      if (!behind) return fail(client, message.id, refusal)
      await views.waitFor(wanted)
      if (!clients.has(client) || client.wanted.get(message.id) !== message) return
      try {
        subscribe(client, message)
      } catch (error) {
        fail(client, message.id, error)
      }
    }
  }

  return {
    connect(socket, principal, language, isCurrent = () => true) {
      if (clients.size >= MAX_SOCKETS) return socket.close(CLOSE_TRY_AGAIN, 'too many connections')
      if (!places.take(principal?.personId)) return socket.close(CLOSE_TOO_MANY, 'too many connections of one person')
      const client: Client = {
        socket,
        principal,
        language,
        isCurrent,
        isFlood: createFloodGuard(),
        subscriptions: new Map(),
        wanted: new Map(),
        alive: true,
      }
      clients.add(client)
      socket.on('message', (data: Buffer) => receive(client, data))
      socket.on('pong', () => {
        client.alive = true
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        for (const id of [...client.subscriptions.keys()]) unsubscribe(client, id)
        clients.delete(client)
        places.giveBack(principal?.personId)
      })
      send(client, JSON.stringify({ type: 'hello', position: views.position() }))
    },
    end({ sessionId, personId }) {
      for (const client of clients) {
        const mine = client.principal
        if (mine && (mine.sessionId === sessionId || mine.personId === personId))
          client.socket.close(CLOSE_SESSION_ENDED, 'session ended')
      }
    },
    stats() {
      let subscriptions = 0
      for (const client of clients) subscriptions += client.subscriptions.size
      return { sockets: clients.size, subscriptions, groups: groups.size, reruns, ...counts }
    },
    close() {
      closed = true
      stopListening()
      clearInterval(pinger)
      clearTimeout(flushTimer)
      for (const client of clients) client.socket.close(1001, 'server is stopping')
    },
  }
}
