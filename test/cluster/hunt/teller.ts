/** A command is sent with one key until it is acknowledged, whatever happens to nodes, proxy and log meanwhile. */
import type { CommandRoute } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { uuidv7 } from '../../../web/src/api/idempotency.ts'
import { pathOf } from '../../kit/server.ts'
import { ask, isPassing, pause, type Reply } from './http.ts'
import type { Acknowledged, Hunt } from './hunt.ts'

/** Nobody is served for so long although all is up again: then it is lost. */
const GIVE_UP_MS = 90_000
const [SHORTEST_PATIENCE_MS, LONGEST_PATIENCE_MS] = [2_000, 40_000]
const MAX_PAUSE_MS = 1_000
const SENT_AGAIN = 0.05

/** A node that may be behind refuses nobody and says that it is not ready, also so long after the log had trouble. */
const LOG_AT_REST_MS = 15_000

type Told = Pick<Hunt, 'url' | 'findings' | 'acknowledged' | 'nodes' | 'log'>

export interface Command<R extends CommandRoute> {
  readonly route: R
  readonly params: z.input<R['params']>
  readonly body: z.input<R['body']>
}

export interface Teller {
  /** Undefined: refused or never acknowledged, which is told as a failure. */
  tell<R extends CommandRoute>(command: Command<R>): Promise<Acknowledged | undefined>
}

/** A proxy that finds no node says so in words of its own; `not-ready` while another node is ready is a fault of the way there. */
function noteRefusal({ findings, nodes, log }: Told, { status, body }: Reply, sentMs: number): void {
  const code = typeof body['code'] === 'string' ? body['code'] : 'proxy'
  findings.count(`answered ${status} ${code}`)
  const couldServe = nodes.filter((node) => node.state() === 'up' && node.sinceMs() < sentMs - 3_000)
  const isLogWell = log.troubledMs < sentMs - LOG_AT_REST_MS
  if (code === 'not-ready' && isLogWell && couldServe.length > 0)
    findings.fail('routed to a node that was not ready', `${couldServe.map(({ name }) => name)} could have served`)
}

export function createTeller(
  hunt: Told,
  cookie: string,
  random: { whole(low: number, high: number): number; chance(p: number): boolean },
): Teller {
  const { url, findings, acknowledged } = hunt

  async function sendUntilAnswered(path: string, key: string, body: unknown): Promise<Reply | undefined> {
    const untilMs = performance.now() + GIVE_UP_MS
    while (performance.now() < untilMs) {
      const sentMs = performance.now()
      try {
        // Some go away early, so that the same command is on two nodes at once.
        const patienceMs = random.whole(SHORTEST_PATIENCE_MS, LONGEST_PATIENCE_MS)
        const reply = await ask(`${url}${path}`, {
          ...{ method: 'POST', cookie, body, patienceMs },
          headers: { 'idempotency-key': key },
        })
        if (!isPassing(reply.status)) return reply
        noteRefusal(hunt, reply, sentMs)
      } catch (error) {
        findings.count((error as Error).name === 'TimeoutError' ? 'gone away before the answer' : 'cut off')
      }
      await pause(random.whole(100, MAX_PAUSE_MS))
    }
    findings.fail('never acknowledged', `${path} ${key} in ${GIVE_UP_MS} ms`)
    return undefined
  }

  return {
    async tell({ route, params, body }) {
      const key = uuidv7()
      const path = pathOf(route.path, params as Record<string, unknown>)
      findings.count(`sent ${route.action}`)
      const reply = await sendUntilAnswered(path, key, body)
      if (!reply) return undefined
      if (reply.status !== 200) {
        findings.fail('refused', `${path} ${key}: ${reply.status} ${JSON.stringify(reply.body)}`)
        return undefined
      }
      const { id, revision, position } = reply.body as unknown as Acknowledged
      const told = { key, action: route.action, id, revision, position, atMs: performance.now() }
      acknowledged.push(told)
      if (random.chance(SENT_AGAIN)) {
        const again = await sendUntilAnswered(path, key, body)
        if (again && (again.status !== 200 || again.body['id'] !== id || again.body['revision'] !== revision))
          findings.fail('another answer to the same key', `${path} ${key}: ${JSON.stringify([reply.body, again.body])}`)
      }
      return told
    },
  }
}
