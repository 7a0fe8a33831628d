/** The writer's thread: takes one request at a time, answers it, then wakes those who follow the log. */
import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads'
import type { WriterData, WriterReply, WriterRequest } from './protocol.ts'
import { openWriter, type Writer } from './writer.ts'

const { file, channel, busyTimeoutMs, maxBytes } = workerData as WriterData
const port = parentPort
if (!port) throw new Error('this module is the entry of a worker thread')

const reply = (message: WriterReply) => port.postMessage(message)
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function serve(writer: Writer): void {
  const wakeUps = new BroadcastChannel(channel)
  wakeUps.unref()
  let announced = writer.head()
  const announce = () => {
    if (writer.head() === announced) return
    announced = writer.head()
    wakeUps.postMessage(announced)
  }
  const erase = (stream: string): string | null => {
    try {
      writer.erase(stream)
      return null
    } catch (error) {
      return reasonOf(error)
    }
  }
  port?.on('message', (request: WriterRequest) => {
    if (request.kind === 'append') reply({ kind: 'appended', outcomes: writer.append(request.parts) })
    else if (request.kind === 'erase') reply({ kind: 'erased', problem: erase(request.stream) })
    else {
      wakeUps.close()
      writer.close()
      reply({ kind: 'closed' })
      port.close()
      return
    }
    announce()
  })
  reply({ kind: 'ready' })
}

try {
  serve(openWriter({ file, busyTimeoutMs, maxBytes }))
} catch (error) {
  reply({ kind: 'failed', problem: reasonOf(error) })
  port.close()
}
