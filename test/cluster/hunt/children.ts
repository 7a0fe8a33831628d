/** Programs that the hunt started; none of them outlives it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'

const alive = new Map<ChildProcess, NodeJS.Signals>()
process.on('exit', () => {
  for (const [child, signal] of alive) child.kill(signal)
})

export interface Started {
  readonly child: ChildProcess
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** What it says is added to a file. `last`: how it is ended when the hunt itself ends early. */
export function startChild(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  file: string,
  last: NodeJS.Signals = 'SIGKILL',
): Started {
  const output = openSync(file, 'a')
  const child = spawn(program, args, { env, stdio: ['ignore', output, output] })
  closeSync(output)
  alive.set(child, last)
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('error', () => resolve(-1))
    child.once('exit', (code, signal) => {
      alive.delete(child)
      resolve(code ?? signal ?? 0)
    })
  })
  return { child, ended }
}

/** All of them held at once, so that no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(listeners.map((listener) => once(listener, 'listening')))
  const ports = listeners.map((listener) => (listener.address() as { port: number }).port)
  await Promise.all(listeners.map((listener) => once(listener.close(), 'close')))
  return ports
}
