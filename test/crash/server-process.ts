/** The real server as a process of its own, for tests that kill it: warmed up, started on a folder, spoken to over HTTP alone. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { Agent, type RequestOptions, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const WAIT_FOR_GO = new URL('./wait-for-go.ts', import.meta.url).href
const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
/** A start that takes longer is a failure, not a wait. */
const START_TIMEOUT_MS = 30_000

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Record<string, unknown>
}

export interface ServerProcess {
  /** The one-time token, while there is no administrator. */
  readonly setupToken: string | undefined
  /** Rejects when the connection ends before the whole answer is there. */
  send(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: unknown): Promise<HttpAnswer>
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

export interface WarmProcess {
  /** Lets the program begin: it opens the folder and listens. */
  start(): Promise<ServerProcess>
  discard(): void
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** A process that has loaded the program and has touched nothing yet. */
export function warmProcess(dataDir: string): WarmProcess {
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: '0',
    RATE_LIMIT_PER_MINUTE: '100000000',
    LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: join(tmpdir(), 'changxin-compile-cache'),
  }
  const child = spawn(process.execPath, ['--import', WAIT_FOR_GO, MAIN], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  // A test that failed meanwhile discards it: that is no further failure.
  child.stdin.on('error', () => {})
  return { start: () => startOf(child), discard: () => child.kill('SIGKILL') }
}

async function startOf(child: Child): Promise<ServerProcess> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin.write('go\n')
  const text = await readyText(child)
  const port = /http:\/\/localhost:(\d+)/.exec(text)?.[1] ?? ''
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return {
    setupToken: /one-time token:\s+(\S+)/.exec(text)?.[1],
    send: (method, path, headers, body) => send({ agent, host: '127.0.0.1', port, method, path }, headers, body),
    async kill() {
      child.kill('SIGKILL')
      await gone
      agent.destroy()
    },
  }
}

function readyText(child: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const fail = (why: string) => reject(new Error(`the server did not start (${why}): ${text}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail('in time')
    }, START_TIMEOUT_MS)
    const hear = (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (!text.includes('Ctrl-C')) return
      clearTimeout(timer)
      resolve(text)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`exit code ${code}`)
    })
  })
}

function send(to: RequestOptions, headers: Record<string, string>, body: unknown): Promise<HttpAnswer> {
  const payload = body === undefined ? '' : JSON.stringify(body)
  const type: Record<string, string | number> =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, headers: { ...type, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        if (!response.complete) return reject(new Error('the answer was cut off'))
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text ? JSON.parse(text) : {} })
      })
      response.on('close', () => reject(new Error('the answer was cut off')))
    })
    sent.on('error', reject)
    sent.end(payload)
  })
}
