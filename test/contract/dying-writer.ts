/** The writer's thread, but it dies between the commit and the answer when a file `<log>.die` is there; only once. */
import { existsSync, unlinkSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

const mark = `${(workerData as { file: string }).file}.die`
const port = parentPort
if (!port) throw new Error('this module is the entry of a worker thread')
const post = port.postMessage.bind(port)
port.postMessage = (message: { kind: string }) => {
  if (message.kind !== 'appended' || !existsSync(mark)) return post(message)
  unlinkSync(mark)
  throw new Error('died before it answered')
}
await import('@changxin/server/log/sqlite/writer.worker.ts')
