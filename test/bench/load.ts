/** A small keep-alive HTTP load: N connections, one request in flight each, cheap enough not to be what is measured. */
import { connect, type Socket } from 'node:net'

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failed: number
}

export interface Load {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** The whole request as bytes, anew for each one. */
  readonly request: (connection: number, index: number) => Buffer
}

const HEADER_END = Buffer.from('\r\n\r\n')

/** Length of the first whole answer in the buffer, or 0 when it is not complete. */
function answerLength(buffer: Buffer): number {
  const headerEnd = buffer.indexOf(HEADER_END)
  if (headerEnd < 0) return 0
  const match = /content-length: (\d+)/i.exec(buffer.toString('latin1', 0, headerEnd))
  const length = headerEnd + 4 + Number(match?.[1] ?? 0)
  return buffer.length >= length ? length : 0
}

export async function runLoad({ port, connections, seconds, request }: Load): Promise<LoadResult> {
  const timesMs: number[] = []
  let failed = 0
  const begin = performance.now()
  const endMs = begin + seconds * 1_000
  await Promise.all(
    Array.from({ length: connections }, (_, connection) => {
      return new Promise<void>((resolve, reject) => {
        const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
        let index = 0
        let sentMs = 0
        let pending: Buffer = Buffer.alloc(0)
        const send = () => {
          sentMs = performance.now()
          socket.write(request(connection, index++))
        }
        socket.on('connect', send)
        socket.on('error', reject)
        socket.on('data', (chunk: Buffer) => {
          pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
          const length = answerLength(pending)
          if (length === 0) return
          const now = performance.now()
          timesMs.push(now - sentMs)
          if (pending[9] !== 0x32) failed++ // `HTTP/1.1 2..`
          pending = pending.subarray(length)
          if (now < endMs) return send()
          socket.destroy()
          resolve()
        })
      })
    }),
  )
  const elapsedSeconds = (performance.now() - begin) / 1_000
  timesMs.sort((a, b) => a - b)
  const quantile = (q: number) => timesMs[Math.min(timesMs.length - 1, Math.floor(timesMs.length * q))] ?? 0
  return {
    requests: timesMs.length,
    perSecond: timesMs.length / elapsedSeconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    failed,
  }
}
