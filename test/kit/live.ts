/** A live socket for tests: applies what comes exactly as the browser does, and remembers every frame. */
import { applyChange, LIVE_PATH, type QueryRoute, ServerMessage } from '@changxin/shared/kernel'
import type { Client, TestServer } from './server.ts'

/** Long enough for a loaded machine; a test that waits for it has failed. */
const GIVE_UP_MS = 10_000

const textOf = (value: unknown) => JSON.stringify(value)?.slice(0, 400)

export interface LiveSubscription {
  /** What the screen would show. */
  output(): unknown
  position(): string | null
  readonly frames: ServerMessage[]
  /** Resolves when the shown output satisfies the condition. */
  until(holds: (output: never) => boolean): Promise<void>
  /** Resolves with the first frame. */
  first(): Promise<ServerMessage>
}

type AnswerMessage = Exclude<ServerMessage, { type: 'hello' | 'log' }>

export interface LiveSocket {
  subscribe(
    route: QueryRoute,
    input: Record<string, string>,
    resume?: { after: string; output: unknown },
  ): LiveSubscription
  /** Cuts the connection without a word, as a lost network does. */
  cut(): void
  /** What was last said of the log. */
  logAway(): boolean
  /** The close code, once closed. */
  readonly closed: Promise<number>
}

export async function openLive(
  at: TestServer,
  client: Client,
  headers: Record<string, string> = {},
): Promise<LiveSocket> {
  const url = `${at.url.replace('http', 'ws')}${LIVE_PATH}`
  // Node's WebSocket takes headers beside the protocols; the standard type does not know it.
  const socket = new WebSocket(url, { headers: { cookie: client.cookie, ...headers } } as unknown as string[])
  const subscriptions = new Map<number, (message: AnswerMessage) => void>()
  let logAway = false
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)))
  socket.addEventListener('message', (event) => {
    const message = ServerMessage.parse(JSON.parse(String(event.data)))
    if (message.type === 'log') logAway = message.away
    if (message.type !== 'hello' && message.type !== 'log') subscriptions.get(message.id)?.(message)
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('the live socket did not open')))
  })
  let nextId = 0
  return {
    closed,
    cut: () => socket.close(),
    logAway: () => logAway,
    subscribe(route, input, resume) {
      const id = ++nextId
      let output = resume?.output
      let position: string | null = resume?.after ?? null
      const frames: ServerMessage[] = []
      const waiting = new Set<() => void>()
      subscriptions.set(id, (message) => {
        frames.push(message)
        if (message.type === 'snapshot') output = message.output
        if (message.type === 'change') output = applyChange(output, message)
        if (message.type !== 'failed') position = message.position
        for (const check of [...waiting]) check()
      })
      socket.send(
        JSON.stringify({
          type: 'subscribe',
          id,
          query: route.action,
          input,
          ...(resume ? { after: resume.after } : {}),
        }),
      )
      const until = (holds: () => boolean, what: () => unknown) =>
        new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`not shown in time: ${textOf(what())}`)), GIVE_UP_MS)
          const check = () => {
            if (!holds()) return
            clearTimeout(timer)
            waiting.delete(check)
            resolve()
          }
          waiting.add(check)
          check()
        })
      return {
        output: () => output,
        position: () => position,
        frames,
        until: (holds) =>
          until(
            () => output !== undefined && holds(output as never),
            () => output,
          ),
        async first() {
          await until(
            () => frames.length > 0,
            () => 'no frame',
          )
          return frames[0] as ServerMessage
        },
      }
    },
  }
}
