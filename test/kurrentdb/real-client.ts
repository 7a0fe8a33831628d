/** The real client, found through the server package, and the few steps that every test of the stand-in takes with it. */
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as Client from '../../server/node_modules/@kurrent/kurrentdb-client/dist/index.js'

export const kurrent = createRequire(new URL('../../server/package.json', import.meta.url))(
  '@kurrent/kurrentdb-client',
) as typeof Client
export type RealClient = Client.KurrentDBClient

/** Per-call credentials make the client append by single calls; without them it prefers batches. */
export const BY_SINGLE_CALLS = { credentials: { username: 'tester', password: 'tester' } }

export function newEvent(n: number, id: string = randomUUID()) {
  return kurrent.jsonEvent({ id, type: 'Tested', data: { n }, metadata: { actor: '张' } })
}
export const newEvents = (...numbers: number[]) => numbers.map((n) => newEvent(n))

type Event = Pick<Client.RecordedEvent, 'id' | 'type' | 'data' | 'metadata' | 'revision' | 'streamId' | 'position'>
export type ReadEvent = Event & { readonly position: NonNullable<Event['position']> }

async function collected(events: AsyncIterable<Client.ResolvedEvent>): Promise<ReadEvent[]> {
  const read: ReadEvent[] = []
  for await (const { event } of events) if (event?.position) read.push({ ...event, position: event.position })
  return read
}
export const eventsOf = (client: RealClient, stream: string, options?: Client.ReadStreamOptions) =>
  collected(client.readStream(stream, options))
export const allEvents = (client: RealClient, options?: Client.ReadAllOptions) => collected(client.readAll(options))

/** `stream@revision` of each event: how a test says what it expects of an order. */
export const placesOf = (events: readonly Pick<Event, 'streamId' | 'revision'>[]): string[] =>
  events.map((event) => `${event.streamId}@${event.revision}`)

export interface Heard {
  /** Everything that came, in order: `confirmed`, `caught up`, `checkpoint`, `stream@revision`, `error …`, `end`. */
  readonly said: readonly string[]
  readonly checkpoints: readonly Client.Position[]
  stop(): Promise<void>
}

/** Subscribes to $all without system events and writes down what comes. */
export function listenTo(
  client: RealClient,
  options: { from?: Client.Position; checkpointInterval?: number } = {},
): Heard {
  const said: string[] = []
  const checkpoints: Client.Position[] = []
  const subscription = client.subscribeToAll({
    fromPosition: options.from ?? 'start',
    filter: kurrent.streamNameFilter({
      regex: '^[^$]',
      checkpointInterval: options.checkpointInterval ?? 1,
      checkpointReached: (_, position) => {
        said.push('checkpoint')
        checkpoints.push(position)
      },
    }),
  })
  subscription.on('confirmation', () => said.push('confirmed'))
  subscription.on('caughtUp', () => said.push('caught up'))
  subscription.on('data', ({ event }) => event && said.push(...placesOf([event])))
  subscription.on('error', (error) =>
    said.push(`error ${error.name === 'Error' ? error.constructor.name : error.name}`),
  )
  subscription.on('end', () => said.push('end'))
  return { said, checkpoints, stop: () => subscription.unsubscribe() }
}
