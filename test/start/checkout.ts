/** A copy of this checkout as a clone would be, in a folder whose name has a space and Chinese characters, and its commands. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const notCloned = new Set(['.git', 'node_modules', 'dist', 'test-results'])
const readyTimeoutMs = 90_000
const stopTimeoutMs = 20_000

/** What Vitest sets for its own tests must not reach a server that is started as a user would. */
const userEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|TEST$|DEV$|PROD$|MODE$|BASE_URL$|SSR$)/.test(name),
  ),
)

export interface Command {
  readonly child: ChildProcess
  /** Everything it said so far, on both streams. */
  output(): string
  /** Resolves when the output contains the text; rejects when the command ends before or the time is up. */
  said(text: string): Promise<void>
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Sends a signal to the whole group, as a terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void
}

export function command(program: string, args: readonly string[], variables: Record<string, string> = {}): Command {
  // From another folder on purpose, and as the head of its own group, so that nothing is left behind.
  const child = spawn(program, args, { cwd: tmpdir(), env: { ...userEnv, ...variables }, detached: true })
  let text = ''
  let over = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part))
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      over = true
      resolve(code ?? signal ?? 0)
    })
  })
  return {
    child,
    ended,
    output: () => text,
    said: (wanted) =>
      vi.waitUntil(
        () => {
          if (text.includes(wanted)) return true
          if (over) throw new Error(`ended without saying ${wanted}:\n${text}`)
          return false
        },
        { timeout: readyTimeoutMs },
      ) as Promise<unknown> as Promise<void>,
    signalGroup: (signal) => {
      if (!over && child.pid !== undefined) process.kill(-child.pid, signal)
    },
  }
}

export interface Checkout {
  readonly folder: string
  npm(args: readonly string[], variables?: Record<string, string>): Command
  /** Ends whatever still runs and deletes the copy. */
  remove(): Promise<void>
}

export function copyOfThisCheckout(): Checkout {
  const parent = mkdtempSync(path.join(tmpdir(), 'changxin-'))
  const folder = path.join(parent, '常新 copy')
  const isCloned = (file: string) => !notCloned.has(path.basename(file)) && file !== path.join(root, 'data')
  cpSync(root, folder, { recursive: true, filter: isCloned })
  const commands: Command[] = []
  return {
    folder,
    npm(args, variables = {}) {
      const started = command('npm', ['--prefix', folder, ...args], {
        DATA_DIR: path.join(parent, 'data'),
        ...variables,
      })
      commands.push(started)
      return started
    },
    async remove() {
      for (const each of commands) each.signalGroup('SIGKILL')
      await Promise.all(commands.map((each) => each.ended))
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

export function listening(port = 0): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

export const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

export async function freePort(): Promise<number> {
  const server = await listening()
  const port = portOf(server)
  await closed(server)
  return port
}

/** Resolves once nobody answers on the port. */
export const nobodyAnswers = (port: number) =>
  vi.waitFor(
    async () => {
      const answered = await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
      if (answered) throw new Error(`something still answers on port ${port}`)
    },
    { timeout: stopTimeoutMs },
  )
