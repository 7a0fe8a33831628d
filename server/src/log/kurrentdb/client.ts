/** The official client, loaded when this engine is chosen and not before: it is an optional package. */
import { createRequire } from 'node:module'
import type { KurrentDBClient } from '@kurrent/kurrentdb-client'
import { LogUnavailable } from '../port.ts'

export interface OwnedClient {
  readonly client: KurrentDBClient
  /** Ends its streams and closes its connections. */
  end(): Promise<void>
}

interface Channel {
  close(): void
}
/** Not among the client's published types. */
interface ChannelMaker {
  createChannel(): Promise<Channel>
}

/** How long a connection may be silent before it is asked whether it lives; the client wants no less. */
const KEEP_ALIVE_MS = 10_000
const VARIANTS = 1_000
let made = 0

/**
 * All clients of a process share one connection to a server while their settings are the same: another client would go on
 * over the connection that just fell silent, and what breaks one would break all. So each has a setting of its own.
 */
const ofItsOwn = (connection: string) => `${connection}&keepAliveInterval=${KEEP_ALIVE_MS + (made++ % VARIANTS)}`

/** Throws LogUnavailable when the package is not installed. `connection` has no keepAliveInterval (url.ts). */
export function clientFactory(connection: string): () => OwnedClient {
  try {
    const { KurrentDBClient } = createRequire(import.meta.url)('@kurrent/kurrentdb-client') as {
      KurrentDBClient: { connectionString(url: string): KurrentDBClient }
    }
    return () => owned(KurrentDBClient.connectionString(ofItsOwn(connection)))
  } catch (cause) {
    throw new LogUnavailable('LOG_ENGINE=kurrentdb needs the package @kurrent/kurrentdb-client: install it', { cause })
  }
}

/**
 * `dispose` of the client ends its streams and leaves its channels open, for half an hour each. One that is left for another
 * would stay behind like that each time, so its channels are noted as they are made.
 */
function owned(client: KurrentDBClient): OwnedClient {
  const channels: Channel[] = []
  let hasEnded = false
  const maker = client as unknown as ChannelMaker
  const createChannel = maker.createChannel
  maker.createChannel = async () => {
    const channel = await createChannel()
    channels.push(channel)
    if (hasEnded) channel.close()
    return channel
  }
  return {
    client,
    async end() {
      hasEnded = true
      try {
        await client.dispose()
      } finally {
        for (const channel of channels) channel.close()
      }
    },
  }
}
