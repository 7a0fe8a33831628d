/** Follows a log from a thread of its own until it has seen so many events, and reports their ids. */
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteLogReader } from '@changxin/server/log/index.ts'

const { file, count } = workerData as { file: string; count: number }
const reader = openSqliteLogReader({ file })
const stop = new AbortController()
const keepAlive = setInterval(() => {}, 1_000)
const ids: string[] = []
for await (const events of reader.follow(null, { signal: stop.signal })) {
  ids.push(...events.map((event) => event.id))
  if (ids.length >= count) stop.abort()
}
parentPort?.postMessage(ids)
reader.close()
clearInterval(keepAlive)
