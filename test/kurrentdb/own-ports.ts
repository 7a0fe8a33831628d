/** A stand-in on ports that nobody else is given: the port of a node that died must not become another test's server. */
import { openStandIn, type StandIn } from './stand-in.ts'

/** Below those that the system gives away. */
const PORTS_OF_A_PROCESS = 100
const FIRST_PORT = 12_000 + (process.pid % 150) * PORTS_OF_A_PROCESS
const MAX_TRIES = 5
let portsGiven = 0

const nextPort = () => FIRST_PORT + (portsGiven++ % PORTS_OF_A_PROCESS)

export async function openOnOwnPorts(nodes: 1 | 3): Promise<StandIn> {
  for (let tried = 1; ; tried++) {
    try {
      return await openStandIn({ nodes, ports: Array.from({ length: nodes }, nextPort) })
    } catch (error) {
      // Somebody has one of these ports.
      if (tried >= MAX_TRIES) throw error
    }
  }
}
