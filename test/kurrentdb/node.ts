/**
 * One node: a TCP port of its own that can die and come back. gRPC and plain HTTP come over the same port, as on the
 * real server, told apart by their first bytes.
 */
import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { append } from './append.ts'
import { batchAppend } from './batch-append.ts'
import { deleteStream, tombstoneStream } from './delete.ts'
import { readGossip, supportedMethods } from './gossip.ts'
import type { NodeContext } from './node-context.ts'
import { GossipService, grpc, ServerFeaturesService, StreamsService } from './protocol.ts'
import { read } from './read.ts'

/** How a connection of HTTP/2 begins. */
const HTTP2_PREFACE = 'PRI * HTTP/2.0'
/** The client itself sends batches of up to 3 MiB. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024
/** The real server's limit of calls at a time over one connection; what comes beyond waits without a word. */
const MAX_CALLS = 100

export interface PortHolder {
  readonly port: number
  listener: Server
}

/** Takes a port, so that all nodes' addresses are known before the first of them serves. */
export async function holdPort(host: string, port: number): Promise<PortHolder> {
  const listener = createServer()
  listener.listen(port, host)
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port')
  return { port: address.port, listener }
}

export interface RunningNode {
  /** Closes the port and cuts every connection. */
  stop(): Promise<void>
  /** Cuts the connection from this peer. */
  cut(peer: string): void
}

/** Serves on a listener that holds its port already. */
export function serve(listener: Server, node: NodeContext, http: RequestListener): RunningNode {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_concurrent_streams': MAX_CALLS,
  })
  server.addService(StreamsService, {
    read: read(node),
    append: append(node),
    batchAppend: batchAppend(node),
    delete: deleteStream(node),
    tombstone: tombstoneStream(node),
  })
  server.addService(GossipService, { read: readGossip(node) })
  server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods })
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure())
  const httpServer = createHttpServer(http)
  const sockets = new Map<string, Socket>()

  listener.on('connection', (socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`
    sockets.set(peer, socket)
    socket.on('close', () => sockets.delete(peer))
    socket.on('error', () => socket.destroy())
    socket.once('readable', () => {
      const first: Buffer | null = socket.read()
      if (first === null) return
      socket.unshift(first)
      if (first.toString('latin1').startsWith(HTTP2_PREFACE)) injector.injectConnection(socket)
      else httpServer.emit('connection', socket)
    })
  })

  return {
    cut: (peer) => sockets.get(peer)?.resetAndDestroy(),
    async stop() {
      const closed = once(listener, 'close')
      listener.close()
      for (const socket of sockets.values()) socket.resetAndDestroy()
      server.forceShutdown()
      httpServer.closeAllConnections()
      await closed
    },
  }
}
