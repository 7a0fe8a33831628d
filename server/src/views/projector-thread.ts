/**
 * Starts the projecting thread and hands on what it tells. A thread that ends by itself (the disk was full, the log could
 * not be read) is said to have failed and is started again: views.db knows how far it came.
 */
import { Worker } from 'node:worker_threads'
import type { LogEngine } from '../log/index.ts'
import type { ProjectorMessage } from './projector.ts'
import type { ProjectorPort } from './views.ts'

/** Between the end of a thread and the start of the next. */
const RESTART_MS = 1_000
const ENTRY = new URL('./projector.worker.ts', import.meta.url)

export interface ProjectorThread extends ProjectorPort {
  /** Resolves when views.db exists with all its tables; rejects when the thread fails before. */
  readonly opened: Promise<void>
  /** While many events are written at once and nobody is served: it follows without rest. */
  hurry(isHurried: boolean): void
  stop(): Promise<void>
}

export interface ProjectorThreadOptions {
  readonly engine: LogEngine
  readonly viewsFile: string
  readonly logger?: { error(details: object, message: string): void }
  readonly restartMs?: number
  readonly entry?: URL
}

export function startProjectorThread({
  logger,
  restartMs = RESTART_MS,
  entry = ENTRY,
  ...files
}: ProjectorThreadOptions): ProjectorThread {
  const listeners = new Set<(message: ProjectorMessage) => void>()
  // Told before anybody listens: kept, so that a fast projector is not missed.
  const early: ProjectorMessage[] = []
  let stopping = false
  let wasOpened = false
  let worker: Worker | undefined
  let restart: NodeJS.Timeout | undefined
  let exited: Promise<void> = Promise.resolve()

  const tell = (message: ProjectorMessage) => {
    if (listeners.size === 0) early.push(message)
    for (const listener of listeners) listener(message)
  }

  const opened = new Promise<void>((resolve, reject) => {
    const fail = (problem: string) => {
      logger?.error({ problem }, 'the projector failed')
      reject(new Error(problem))
      tell({ type: 'failed', message: problem })
    }
    const start = () => {
      const started = new Worker(entry, { workerData: files, name: 'projector' })
      worker = started
      started.on('message', (message: ProjectorMessage) => {
        if (message.type === 'failed') return fail(message.message)
        if (message.type === 'opened') {
          wasOpened = true
          resolve()
        }
        tell(message)
      })
      started.once('error', (error) => fail(error instanceof Error ? error.message : String(error)))
      exited = new Promise((ended) => {
        started.once('exit', () => {
          worker = undefined
          if (!stopping && wasOpened) restart = setTimeout(start, restartMs)
          ended()
        })
      })
    }
    start()
  })
  opened.catch(() => {})

  return {
    opened,
    onMessage(listener) {
      for (const message of early.splice(0)) listener(message)
      listeners.add(listener)
    },
    hurry(isHurried) {
      worker?.postMessage(isHurried ? 'hurry' : 'calm')
    },
    async stop() {
      stopping = true
      clearTimeout(restart)
      worker?.postMessage('stop')
      await exited
    },
  }
}
