/**
 * A vote on a server in a process of its own, so that the process's memory can be searched: everything but the key and
 * the ballots is done here; these two are made by whoever started it, and come over HTTP as from browsers.
 */
import { startServer } from './server.ts'
import { deliverAndOpen, makeVote, PROPOSED_MS } from './vote-world.ts'

export interface Announced {
  readonly url: string
  readonly decisionId: string
  readonly counterCookie: string
}
export interface Opened {
  readonly voters: readonly { readonly voterId: string; readonly code: string; readonly cookie: string }[]
}

const at = await startServer({ startMs: PROPOSED_MS, listen: true })
const world = await makeVote(at, 3)
const send = (message: Announced | Opened) => process.send?.(message)

process.on('message', async () => {
  const { voters } = await deliverAndOpen(at, world)
  send({ voters: voters.map(({ client, ...voter }) => ({ ...voter, cookie: client.cookie })) })
})
process.on('disconnect', async () => {
  await at.close()
  process.exit()
})
send({ url: at.url, decisionId: world.decisionId, counterCookie: world.counters[0].cookie })
