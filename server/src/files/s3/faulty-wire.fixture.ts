/** A wire between a node and a store that can be cut, stall or change what it carries; it also notes what was asked. */

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

type Way = 'up' | 'down'

export type WireFault =
  /** Nobody answers: the connection breaks at once. */
  | { readonly kind: 'away' }
  /** Nothing comes after so many bytes; the connection stays. */
  | { readonly kind: 'stall'; readonly way: Way; readonly afterBytes: number }
  | { readonly kind: 'cut'; readonly way: Way; readonly afterBytes: number }
  | { readonly kind: 'change'; readonly way: Way; readonly change: (chunk: Buffer) => Buffer }

export interface FaultyWire {
  readonly port: number
  /** Method and path of each request that was sent into it. */
  readonly asked: string[]
  /** For so many connections from now on; those that are open end. Without a fault the wire is sound. */
  breaks(fault?: WireFault, connections?: number): void
  close(): Promise<void>
}

const REQUEST = /^(GET|HEAD|PUT|DELETE) (\S+) HTTP/

export async function openFaultyWire(to: URL): Promise<FaultyWire> {
  const open = new Set<Socket>()
  const asked: string[] = []
  let fault: WireFault | undefined
  let left = 0

  function carry(from: Socket, into: Socket, way: Way, broken: WireFault | undefined): void {
    let bytes = 0
    from.on('data', (chunk: Buffer) => {
      const request = way === 'up' ? REQUEST.exec(chunk.toString('latin1', 0, 200)) : null
      if (request) asked.push(`${request[1]} ${request[2]?.split('?')[0]}`)
      bytes += chunk.length
      if (broken?.kind === 'change') into.write(broken.way === way ? broken.change(chunk) : chunk)
      else if (!broken || broken.kind === 'away' || broken.way !== way || bytes <= broken.afterBytes) into.write(chunk)
      else if (broken.kind === 'cut') from.destroy()
    })
    from.on('close', () => into.destroy())
    from.on('error', () => into.destroy())
  }

  const server: Server = createServer((near) => {
    open.add(near)
    near.on('close', () => open.delete(near))
    const broken = left-- > 0 ? fault : undefined
    if (broken?.kind === 'away') return near.destroy()
    const far = connect(Number(to.port || 80), to.hostname)
    carry(near, far, 'up', broken)
    carry(far, near, 'down', broken)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    asked,
    breaks(next, connections = Number.POSITIVE_INFINITY) {
      fault = next
      left = connections
      for (const socket of open) socket.destroy()
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
