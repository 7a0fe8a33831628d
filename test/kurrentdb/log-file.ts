/**
 * The log in an append-only file, one line of JSON for what was taken at once. What was acknowledged is synced, so that
 * a process that is killed starts again with all of it; a torn last line was never acknowledged and is cut off.
 */
import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { StoredEvent } from './stored-event.ts'

export interface Written {
  readonly events?: readonly StoredEvent[]
  /** Positions of the events that a scavenge dropped. */
  readonly scavenged?: readonly number[]
}

export interface LogFile {
  write(written: Written): void
  /** Resolves when all that was written before is on the disk. */
  synced(): Promise<void>
  close(): void
}

type Line = { readonly scavenged?: readonly number[]; readonly events?: readonly EventLine[] }
type EventLine = Omit<StoredEvent, 'data' | 'metadata'> & { readonly data: string; readonly metadata: string }

const toLine = ({ events, scavenged }: Written): string =>
  `${JSON.stringify({
    ...(events && {
      events: events.map((event) => ({ ...event, data: encoded(event.data), metadata: encoded(event.metadata) })),
    }),
    ...(scavenged && { scavenged }),
  })}\n`
const encoded = (bytes: Buffer): string => bytes.toString('base64')
const decoded = (text: string): Buffer => Buffer.from(text, 'base64')

function fromLine(text: string): Written {
  const line = JSON.parse(text) as Line
  const events = line.events?.map((event) => ({
    ...event,
    data: decoded(event.data),
    metadata: decoded(event.metadata),
  }))
  return { ...(events && { events }), ...(line.scavenged && { scavenged: line.scavenged }) }
}

/** Calls `replay` with everything that the file holds, oldest first, before it answers. */
export function openLogFile(name: string, replay: (written: Written) => void): LogFile {
  const handle = openSync(name, 'a+')
  const bytes = readFileSync(name)
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole < bytes.length) ftruncateSync(handle, whole)
  for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) if (line !== '') replay(fromLine(line))

  let closed = false
  let syncing: Promise<void> | undefined
  let next: Promise<void> | undefined
  const sync = () =>
    new Promise<void>((resolve, reject) => {
      if (closed) return reject(new Error('the log file is closed'))
      fdatasync(handle, (error) => (error ? reject(error) : resolve()))
    })
  return {
    write: (written) => {
      writeSync(handle, toLine(written))
    },
    // Appends that come while one sync runs share the next.
    synced() {
      if (next) return next
      const started: Promise<void> = (syncing ?? Promise.resolve()).then(() => {
        next = undefined
        syncing = sync()
        return syncing
      })
      next = started
      return started
    },
    close() {
      closed = true
      closeSync(handle)
    },
  }
}
