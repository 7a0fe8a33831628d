/** Starts the projecting thread and hands on what it tells. */
import { Worker } from 'node:worker_threads'
import type { ProjectorMessage } from './projector.ts'
import type { ProjectorPort } from './views.ts'

export interface ProjectorThread extends ProjectorPort {
  /** Resolves when views.db exists with all its tables; rejects when the thread fails before. */
  readonly opened: Promise<void>
  stop(): Promise<void>
}

export function startProjectorThread(files: { logFile: string; viewsFile: string }): ProjectorThread {
  const worker = new Worker(new URL('./projector.worker.ts', import.meta.url), { workerData: files })
  const listeners = new Set<(message: ProjectorMessage) => void>()
  // Told before anybody listens: kept, so that a fast projector is not missed.
  const early: ProjectorMessage[] = []
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: ProjectorMessage) => {
      if (message.type === 'opened') resolve()
      if (message.type === 'failed') reject(new Error(message.message))
      if (listeners.size === 0) early.push(message)
      for (const listener of listeners) listener(message)
    })
    worker.once('error', reject)
  })
  opened.catch(() => {})
  return {
    opened,
    onMessage(listener) {
      for (const message of early.splice(0)) listener(message)
      listeners.add(listener)
    },
    async stop() {
      worker.postMessage('stop')
      await exited
    },
  }
}
