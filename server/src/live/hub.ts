/** The live hub: who is connected, what they say, and when their socket must go. What they asked for is run in runs.ts. */
import { ClientMessage, MAX_CLIENT_FRAME_BYTES, type Position, Rejected } from '@changxin/shared/kernel'
import type { WebSocket } from '@fastify/websocket'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Principal } from '../access/principal.ts'
import type { Language, ServedQuery } from '../feature.ts'
import { fieldsOf, problemOf } from '../http/problems.ts'
import type { CatchUp } from '../views/catch-up.ts'
import type { Views } from '../views/views.ts'
import type { Client } from './group.ts'
import {
  CLOSE_SESSION_ENDED,
  CLOSE_TOO_MANY,
  CLOSE_TRY_AGAIN,
  createFloodGuard,
  createPlaces,
  MAX_SOCKETS,
  PING_INTERVAL_MS,
} from './limits.ts'
import { createRuns, type Subscribe } from './runs.ts'

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
  /** Waits until the views show all that was acknowledged to anybody: a page opened right after a command is not refused. */
  readonly catchUp: CatchUp
  readonly logger: Logger
}

const awayFrame = (away: boolean) => JSON.stringify({ type: 'log', away })

export function createLiveHub({ views, queries, catchUp, logger }: LiveHubDeps): LiveHub {
  const clients = new Set<Client>()
  const places = createPlaces()
  const { send, subscribe, unsubscribe, ...runs } = createRuns({ views, queries, fail })

  function fail(client: Client, id: number, error: unknown): void {
    let problem = problemOf('internal', {}, client.language)
    if (error instanceof Rejected) problem = problemOf(error.code, error.params, client.language)
    else if (error instanceof z.ZodError) problem = problemOf('malformed', {}, client.language, fieldsOf(error.issues))
    else logger.error({ err: error }, 'live query failed')
    send(client, JSON.stringify({ type: 'failed', id, problem }))
  }

  const stopHearing = views.onAway((away) => {
    for (const client of clients) send(client, awayFrame(away))
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
  async function subscribeFresh(client: Client, message: Subscribe): Promise<void> {
    client.wanted.set(message.id, message)
    const isWanted = () => clients.has(client) && client.wanted.get(message.id) === message
    try {
      const { after = '' } = message
      const resumed = (views.position() ?? '') < after ? await caughtUp(message, after) : message
      if (isWanted()) await catchUp.unlessRefused(() => isWanted() && subscribe(client, resumed))
    } catch (error) {
      if (isWanted()) fail(client, message.id, error)
    }
  }

  /** What another node has shown already may not be in the views here: changes from an older answer would not fit on it. */
  async function caughtUp(message: Subscribe, shown: Position): Promise<Subscribe> {
    if (await views.waitFor(shown)) return message
    const { after: _, ...anew } = message
    return anew
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
      if (views.health().away !== null) send(client, awayFrame(true))
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
      return { sockets: clients.size, subscriptions, ...runs.stats() }
    },
    close() {
      runs.close()
      stopHearing()
      clearInterval(pinger)
      for (const client of clients) client.socket.close(1001, 'server is stopping')
    },
  }
}
