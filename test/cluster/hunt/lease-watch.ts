/** Looks at every node on its own port: who holds the lease, and how long nobody did. */
import { pause } from './http.ts'
import type { Health, NodeProcess } from './node-process.ts'

const LOOK_EVERY_MS = 250

export interface LeaseWatch {
  /** Of all that say so; two for a moment when one of them slept. */
  holders(): readonly NodeProcess[]
  /** Milliseconds until a node says that it holds the lease, asked after now; undefined when none did in time. */
  untilHeld(withinMs: number, except?: NodeProcess): Promise<number | undefined>
  stop(): Promise<void>
}

export function watchLease(nodes: readonly NodeProcess[]): LeaseWatch {
  const seen = new Map<NodeProcess, { askedMs: number; health: Health | undefined }>()
  let isStopped = false

  async function look(node: NodeProcess): Promise<void> {
    while (!isStopped) {
      const askedMs = performance.now()
      seen.set(node, { askedMs, health: await node.health() })
      await pause(LOOK_EVERY_MS)
    }
  }
  const looking = Promise.all(nodes.map(look))

  const holds = (node: NodeProcess, sinceMs: number) => {
    const last = seen.get(node)
    return last !== undefined && last.askedMs >= sinceMs && last.health?.lease === true
  }

  return {
    holders: () => nodes.filter((node) => node.state() === 'up' && holds(node, 0)),
    async untilHeld(withinMs, except) {
      const fromMs = performance.now()
      while (performance.now() - fromMs < withinMs) {
        if (nodes.some((node) => node !== except && holds(node, fromMs))) return performance.now() - fromMs
        await pause(LOOK_EVERY_MS / 2)
      }
      return undefined
    },
    async stop() {
      isStopped = true
      await looking
    },
  }
}
