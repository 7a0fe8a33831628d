/** Alive: the process answers. Ready: every view has reached the head seen at start, and the log is within reach. */
import type { FastifyInstance } from 'fastify'
import type { LogEngine } from '../log/index.ts'
import type { Views } from '../views/views.ts'

export interface NodeState {
  readonly engine: LogEngine['kind']
  readonly name: string
  /** Whether it does what only one node does; a node alone always does. */
  hasLease(): boolean
}

export interface HealthParts {
  readonly views: Views
  readonly isReady: () => boolean
  readonly node: NodeState
}

export function registerHealth(app: FastifyInstance, { views, isReady, node }: HealthParts): void {
  app.get('/api/health/live', async () => ({ live: true }))
  app.get('/api/health/ready', async (_, reply) => {
    const { done, of, eventsPerSecond, projections, away } = views.health()
    const isBuilt = isReady()
    const stopped = projections.filter((projection) => projection.stopped !== null)
    const remaining = of === null ? null : Math.max(0, of - done)
    const ready = isBuilt && stopped.length === 0 && away === null
    return reply.code(ready ? 200 : 503).send({
      ready,
      rebuild: isBuilt
        ? null
        : {
            done,
            of,
            eventsPerSecond,
            secondsLeft: remaining === null || eventsPerSecond === 0 ? null : Math.ceil(remaining / eventsPerSecond),
          },
      node: { name: node.name, lease: node.hasLease() },
      // Queries go on, marked stale; commands are refused with a time to come again.
      log: { engine: node.engine, away },
      projections,
    })
  })
}
