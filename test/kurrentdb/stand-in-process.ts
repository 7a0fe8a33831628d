/** Starts the stand-in as a process of its own, sends it commands, and kills it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { CommandAnswer, StandInCommand } from './stand-in-commands.ts'

const ENTRY = fileURLToPath(new URL('./stand-in.process.ts', import.meta.url))

export interface StandInProcess {
  readonly url: string
  readonly ports: readonly number[]
  /** Resolves when it is done; rejects when it was refused or the process is gone. Answers who leads then. */
  command(command: StandInCommand): Promise<number | null>
  /** Stopped by the system: connections stand, the kernel takes bytes, and nothing answers, as behind a black hole. */
  freeze(): void
  thaw(): void
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

/** @param args as `stand-in.process.ts` takes them. */
export async function startStandIn(args: readonly string[] = []): Promise<StandInProcess> {
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  // Writing to a process that was killed is told by the missing answer.
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the stand-in is gone')
    return JSON.parse(value)
  }
  let busy: Promise<unknown> = Promise.resolve()
  const { url, ports } = (await answer()) as Pick<StandInProcess, 'url' | 'ports'>
  return {
    url,
    ports,
    command(command) {
      const asked = busy
        .catch(() => {})
        .then(() => {
          child.stdin.write(`${JSON.stringify(command)}\n`)
          return answer() as Promise<CommandAnswer>
        })
        .then((said) => {
          if ('refused' in said) throw new Error(said.refused)
          return said.leader
        })
      busy = asked
      return asked
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
