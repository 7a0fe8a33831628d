/**
 * A bare Debian below a folder, in a network of its own that leads nowhere: only loopback, no route, no name service. Made
 * from Debian's packages; needs root, mmdebstrap and unshare. What runs inside ends with it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { vi } from 'vitest'

/** The oldest that is tried: what runs there runs on newer ones. */
const DEBIAN = 'bookworm'
const MAKE_TIMEOUT_MS = 420_000
const RUN_TIMEOUT_MS = 180_000
const MAX_OUTPUT = 16 * 1024 * 1024
/** What of our own environment must not reach it. */
const BARE_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
}

export interface Outcome {
  readonly code: number
  /** Both streams, stdout first. */
  readonly output: string
}

export interface Started {
  output(): string
  said(text: string): Promise<void>
  /** SIGTERM to the program itself; resolves when it has ended. */
  stop(): Promise<void>
}

export interface BareMachine {
  /** Where its root is seen from outside. */
  readonly root: string
  run(script: string): Promise<Outcome>
  start(script: string): Started
  remove(): Promise<void>
}

const made = promisify(execFile)

/** `minbase` is what the smallest images of Debian hold: no Node, no OpenSSL, no compiler, no systemd. */
export async function makeRoot(root: string): Promise<void> {
  const options = ['--quiet', '--variant=minbase', '--format=directory', DEBIAN, root]
  await made('mmdebstrap', options, {
    timeout: MAKE_TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT,
    env: { ...process.env, TMPDIR: '/tmp' },
  })
}

/** Holds the namespaces open: the first process inside, that ends when this test does. */
function holdNamespaces(root: string): ChildProcess {
  const mounts = [
    `mount -t proc proc ${root}/proc`,
    `mount --rbind /dev ${root}/dev`,
    `mount -t tmpfs tmpfs ${root}/run`,
  ]
  const inside = ['ip link set lo up', ...mounts, 'echo held', 'exec cat'].join(' && ')
  const isolation = ['--net', '--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child']
  return spawn('unshare', [...isolation, 'sh', '-c', inside], { stdio: ['pipe', 'pipe', 'inherit'] })
}

function firstChildOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0])
}

export async function openMachine(root: string): Promise<BareMachine> {
  mkdirSync(`${root}/run`, { recursive: true })
  const holder = holdNamespaces(root)
  await new Promise<void>((resolve, reject) => {
    holder.once('error', reject)
    holder.once('exit', (code) => reject(new Error(`the namespaces could not be made (exit code ${code})`)))
    holder.stdout?.once('data', () => resolve())
  })
  const inner = firstChildOf(holder.pid ?? 0)
  const enter = ['--target', String(inner), '--net', '--mount', '--pid', '--ipc', '--uts']
  const command = (script: string) => [...enter, 'chroot', root, '/bin/sh', '-c', script]

  const machine: BareMachine = {
    root,
    async run(script) {
      const options = { env: BARE_ENVIRONMENT, timeout: RUN_TIMEOUT_MS, maxBuffer: MAX_OUTPUT }
      return made('nsenter', command(script), options).then(
        ({ stdout, stderr }) => ({ code: 0, output: `${stdout}${stderr}` }),
        (error: { code?: number; stdout?: string; stderr?: string }) => ({
          code: error.code ?? -1,
          output: `${error.stdout ?? ''}${error.stderr ?? ''}`,
        }),
      )
    },
    start(script) {
      const child = spawn('nsenter', command(`echo $$ > /run/started.pid; exec ${script}`), { env: BARE_ENVIRONMENT })
      let text = ''
      let over = false
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => (text += part))
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
      child.once('close', () => (over = true))
      const check = (wanted: string) => {
        if (text.includes(wanted)) return true
        if (over) throw new Error(`ended without saying ${wanted}:\n${text}`)
        return false
      }
      return {
        output: () => text,
        said: async (wanted) => void (await vi.waitUntil(() => check(wanted), { timeout: RUN_TIMEOUT_MS })),
        stop: async () => {
          await machine.run('kill -TERM "$(cat /run/started.pid)"')
          await ended
        },
      }
    },
    async remove() {
      holder.stdin?.end()
      holder.kill('SIGKILL')
      await new Promise<void>((resolve) =>
        holder.exitCode === null && holder.signalCode === null ? holder.once('exit', () => resolve()) : resolve(),
      )
      // Its mounts were seen in its own namespace alone.
      rmSync(root, { recursive: true, force: true })
    },
  }
  return machine
}
