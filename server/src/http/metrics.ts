/** Prometheus metrics: requests, commands, the log, the views, live sockets, the process. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { FileStore } from '../files/store.ts'
import type { LiveHub } from '../live/hub.ts'
import type { Log } from '../log/port.ts'
import type { Views } from '../views/views.ts'
import type { NodeState } from './health.ts'

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export interface MetricsParts {
  readonly log: Log
  readonly views: Views
  readonly hub: LiveHub
  readonly files: Pick<FileStore, 'check'>
  readonly node: NodeState
}

export function registerMetrics(app: FastifyInstance, { log, views, hub, files, node }: MetricsParts): void {
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
  gauge('changxin_log_events', 'Events in the log; of a large cluster an estimate', async (it) =>
    // A log out of reach must not take the other figures with it.
    it.set(await log.size().catch(() => Number.NaN)),
  )
  gauge('changxin_log_away', '1 while the log is out of reach: queries are stale, commands refused', (it) =>
    it.set(views.health().away === null ? 0 : 1),
  )
  gauge('changxin_lease_held', '1 on the node that does what only one node does', (it) =>
    it.set(node.hasLease() ? 1 : 0),
  )
  gauge('changxin_views_ready', '1 when every view has reached the head seen at start', (it) =>
    it.set(views.health().ready ? 1 : 0),
  )
  gauge('changxin_views_stopped', 'Projections that stopped on an error', (it) =>
    it.set(views.health().projections.filter((projection) => projection.stopped !== null).length),
  )
  gauge('changxin_files_away', '1 while the store of the files does not answer', async (it) =>
    it.set(
      await files.check().then(
        () => 0,
        () => 1,
      ),
    ),
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
