/** Alive: the process answers. Ready: every view has reached the head seen at start. */
import type { FastifyInstance } from 'fastify'
import type { Views } from '../views/views.ts'

export function registerHealth(app: FastifyInstance, views: Views, isReady: () => boolean): void {
  app.get('/api/health/live', async () => ({ live: true }))
  app.get('/api/health/ready', async (_, reply) => {
    const { done, of, eventsPerSecond, projections } = views.health()
    const ready = isReady()
    const stopped = projections.filter((projection) => projection.stopped !== null)
    const remaining = of === null ? null : Math.max(0, of - done)
    return reply.code(ready && stopped.length === 0 ? 200 : 503).send({
      ready: ready && stopped.length === 0,
      rebuild: ready
        ? null
        : {
            done,
            of,
            eventsPerSecond,
            secondsLeft: remaining === null || eventsPerSecond === 0 ? null : Math.ceil(remaining / eventsPerSecond),
          },
      projections,
    })
  })
}
