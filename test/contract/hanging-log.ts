/** Opens the cluster's log, uses it as its argument says, closes it, and must then end by itself: nothing may be left open. */
import { randomUUID } from 'node:crypto'
import { openKurrentLog } from '@changxin/server/log/kurrentdb/index.ts'

const [url = '', mode] = process.argv.slice(2)
const limits = {
  read: { tryMs: 1_000, totalMs: 3_000 },
  write: { tryMs: 1_000, totalMs: 3_000 },
  // A native read that is never answered keeps the process: here none is on its way when the cluster falls silent.
  lookMs: 60_000,
  closeMs: 300,
}
const stream = `fund-${process.pid}`
const occurredAt = '2026-03-01T00:00:00.000Z'
const metadata = { commandId: 'c', inputHash: 'h', actor: 'a', channel: 'counter', occurredAt } as const
const event = () => ({ id: randomUUID(), type: 'Tested', version: 1, data: {}, metadata })

try {
  const log = await openKurrentLog({ url, now: () => occurredAt, limits })
  await log.append(stream, 'none', [event()])
  const batches = log.follow(null, { signal: new AbortController().signal })[Symbol.asyncIterator]()
  if (mode !== 'quiet') {
    await batches.next()
    // Waits for what the subscription brings; nothing reads any more once that stands.
    void batches.next().catch(() => {})
  }
  process.stdout.write('opened\n')
  if (mode === 'hanging') {
    // The test says when the cluster is silent.
    for await (const _ of process.stdin);
    void log.append(stream, 0, [event()]).catch(() => {})
  }
  await log.close()
  process.stdout.write('closed\n')
} catch (error) {
  process.stdout.write(`${(error as Error).name}\n`)
}
