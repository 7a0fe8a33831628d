/** Prometheus metrics: requests, commands, the log, the views, live sockets, the process. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveHub } from '../live/hub.ts'
import type { Log } from '../log/port.ts'
import type { Views } from '../views/views.ts'

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function registerMetrics(
  app: FastifyInstance,
  { log, views, hub }: { log: Log; views: Views; hub: LiveHub },
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'changxin_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  })
  const gauge = (name: string, help: string, collect: (gauge: Gauge) => void | Promise<void>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        await collect(this)
      },
    })
  gauge('changxin_log_events', 'Events in the log', async (it) => it.set(await log.size()))
  gauge('changxin_views_ready', '1 when every view has reached the head seen at start', (it) =>
    it.set(views.health().ready ? 1 : 0),
  )
  gauge('changxin_views_stopped', 'Projections that stopped on an error', (it) =>
    it.set(views.health().projections.filter((projection) => projection.stopped !== null).length),
  )
  gauge('changxin_live_sockets', 'Open live sockets', (it) => it.set(hub.stats().sockets))
  gauge('changxin_live_subscriptions', 'Live subscriptions', (it) => it.set(hub.stats().subscriptions))
  gauge('changxin_live_groups', 'Distinct live queries', (it) => it.set(hub.stats().groups))

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
  app.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
