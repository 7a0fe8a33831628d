/**
 * The main thread's side of the writer: one batch in flight while the next collects, so that those who wait together
 * share one sync, without a timer. A writer that dies is started again and given its batch once more: the ids are the
 * same, so what was written already answers as it did.
 */
import { Worker } from 'node:worker_threads'
import { type Appended, type ExpectedRevision, LogUnavailable, WrongExpectedRevision } from '../port.ts'
import { positionOf } from './position.ts'
import type { Parts } from './protocol.ts'
import {
  NO_REVISION,
  OUTCOME,
  PARTS_OF_OUTCOME,
  type WriterData,
  type WriterReply,
  type WriterRequest,
} from './protocol.ts'
import { type AppendJob, type Job, jobQueue } from './queue.ts'

/** As pino has it. */
export interface EngineLogger {
  warn(details: object, message: string): void
}

/** An event with this id is in the log already, elsewhere: ids are derived, so this is an error of the program. */
export class DuplicateEventId extends Error {
  constructor(stream: string) {
    super(`an event with one of these ids is in the log already, not where ${stream} was to go on`)
    this.name = 'DuplicateEventId'
  }
}

/** A batch that ends the writer twice is at fault itself. */
const MAX_TRIES_OF_BATCH = 2

function settleAppends(jobs: readonly AppendJob[], outcomes: Parts): void {
  for (const [index, job] of jobs.entries()) {
    const at = index * PARTS_OF_OUTCOME
    const [code, first, second] = [outcomes[at], outcomes[at + 1], outcomes[at + 2]]
    if (code === OUTCOME.appended) job.resolve({ revision: Number(first), position: positionOf(Number(second)) })
    else if (code === OUTCOME.wrongRevision) {
      const actual = first === NO_REVISION ? 'none' : Number(first)
      job.reject(new WrongExpectedRevision(job.stream, job.expected, actual))
    } else if (code === OUTCOME.duplicateId) job.reject(new DuplicateEventId(job.stream))
    else job.reject(new LogUnavailable(String(first)))
  }
}

function requestFor(jobs: readonly Job[]): WriterRequest {
  const [job] = jobs
  if (job?.kind === 'erase') return { kind: 'erase', stream: job.stream }
  const parts: (string | number)[] = []
  for (const each of jobs) if (each.kind === 'append') for (const part of each.parts) parts.push(part)
  return { kind: 'append', parts }
}

const WRITER_ENTRY = new URL('./writer.worker.ts', import.meta.url)

/** Starts the thread; rejects with LogUnavailable when the file cannot be opened. */
function startWorker(entry: URL, data: WriterData): Promise<Worker> {
  const worker = new Worker(entry, { workerData: data, name: 'log-writer' })
  const failed = (problem: string) => new LogUnavailable(`the log's writer does not start: ${problem}`)
  return new Promise((resolve, reject) => {
    worker.once('error', (error) => reject(failed(String(error))))
    worker.once('message', (reply: WriterReply) => {
      worker.removeAllListeners('error')
      if (reply.kind === 'ready') resolve(worker)
      else reject(failed(reply.kind === 'failed' ? reply.problem : reply.kind))
    })
  })
}

export async function openWriterThread(data: WriterData, logger?: EngineLogger, entry = WRITER_ENTRY) {
  const queue = jobQueue()
  let worker: Worker | undefined
  let isStarting = false
  let inFlight: Job[] = []
  let tries = 0
  let isScheduled = false
  let closing: Promise<void> | undefined
  let drained: (() => void) | undefined

  const send = (jobs: Job[]): void => {
    inFlight = jobs
    tries++
    // Only unanswered work keeps the process alive.
    worker?.ref()
    worker?.postMessage(requestFor(jobs))
  }

  const flush = (): void => {
    isScheduled = false
    if (inFlight.length > 0) return
    if (queue.length() === 0) return drained?.()
    if (!worker) return start()
    tries = 0
    send(queue.take())
  }

  // After the present turn of the event loop: all who came in it go together.
  const schedule = (): void => {
    if (isScheduled || inFlight.length > 0) return
    isScheduled = true
    setImmediate(flush)
  }

  const settle = (reply: WriterReply): void => {
    if (reply.kind === 'closed') return
    const jobs = inFlight
    inFlight = []
    worker?.unref()
    // Before those who wait are answered, which takes longer than the disk: it has the next batch meanwhile.
    if (queue.length() > 0) flush()
    if (reply.kind === 'appended') settleAppends(jobs as AppendJob[], reply.outcomes)
    else if (reply.kind === 'erased') for (const job of jobs) settleErase(job, reply.problem)
    if (drained) schedule()
  }

  const refuse = (jobs: readonly Job[], error: LogUnavailable): void => {
    for (const job of jobs) job.reject(error)
  }

  const attach = (started: Worker): void => {
    worker = started
    started.on('message', settle)
    started.on('error', (error) => logger?.warn({ err: error }, 'the writer of the log ended: starting another'))
    started.once('exit', () => {
      worker = undefined
      if (tries >= MAX_TRIES_OF_BATCH) {
        refuse(inFlight, new LogUnavailable('the writer of the log ended twice on these appends'))
        inFlight = []
      }
      if (inFlight.length > 0) start()
      else if (queue.length() > 0) schedule()
    })
    started.unref()
  }

  const start = (): void => {
    if (isStarting) return
    isStarting = true
    const done = startWorker(entry, data).then(
      (started) => {
        isStarting = false
        attach(started)
        if (inFlight.length > 0) send(inFlight)
        else schedule()
      },
      // The next append tries again: the disk may be back.
      (error: LogUnavailable) => {
        isStarting = false
        refuse(inFlight, error)
        inFlight = []
        while (queue.length() > 0) refuse(queue.take(), error)
        drained?.()
      },
    )
    void done
  }

  const add = (job: Job): void => {
    if (closing !== undefined) return job.reject(new LogUnavailable('the log is closed'))
    if (queue.isFull()) return job.reject(new LogUnavailable('too many appends are waiting for the disk'))
    queue.add(job)
    schedule()
  }

  const shutDown = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      drained = resolve
      schedule()
    })
    drained = undefined
    const last = worker
    if (!last) return
    last.ref()
    await new Promise<void>((resolve) => {
      last.once('exit', () => resolve())
      last.postMessage({ kind: 'close' } satisfies WriterRequest)
    })
  }

  attach(await startWorker(entry, data))
  return {
    append: (stream: string, expected: ExpectedRevision, parts: Parts, chars: number): Promise<Appended> =>
      new Promise((resolve, reject) => add({ kind: 'append', stream, expected, parts, chars, resolve, reject })),
    erase: (stream: string): Promise<void> =>
      new Promise((resolve, reject) => add({ kind: 'erase', stream, chars: 0, resolve, reject })),
    /** After everything that was taken has been answered. */
    close: (): Promise<void> => {
      closing ??= shutDown()
      return closing
    },
  }
}

function settleErase(job: Job, problem: string | null): void {
  if (job.kind !== 'erase') return
  if (problem === null) job.resolve()
  else job.reject(new LogUnavailable(problem))
}
