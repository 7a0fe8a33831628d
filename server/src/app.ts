/** Composition: log, views, sessions, features, live hub and HTTP put together from explicit parts. No process, no environment. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { allRoutes } from '@changxin/shared/features'
import { instantOf, LIVE_PATH } from '@changxin/shared/kernel'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { asExpected } from './access/expected-person.ts'
import { createLinks } from './access/one-purpose-link.ts'
import { sameRights } from './access/principal.ts'
import { createSessions, type Sessions } from './access/sessions.ts'
import { createServerClock, type ServerClock } from './clock/server-clock.ts'
import { createTimer, type Timer } from './clock/timer.ts'
import { type CommandStore, createCommandStore } from './commands/store.ts'
import type { Config } from './config.ts'
import type { FeatureDeps, Served, ServedQuery, ServerFeature, Stop } from './feature.ts'
import { openDiskStore } from './files/disk-store.ts'
import { registerFileRoutes } from './files/files.routes.ts'
import { registerCommand } from './http/command-route.ts'
import { registerEdge } from './http/edge.ts'
import { registerHealth } from './http/health.ts'
import { registerMetrics } from './http/metrics.ts'
import { openApiOf } from './http/openapi.ts'
import { answerError, languageOf } from './http/problems.ts'
import { registerQuery } from './http/query-route.ts'
import { createDaySigner } from './ledger/index.ts'
import { createLiveHub, type LiveHub } from './live/hub.ts'
import { type Log, openSqliteLog } from './log/index.ts'
import { createProcessRunner, type ProcessRunner } from './process/index.ts'
import { startProjectorThread } from './views/projector-thread.ts'
import { openViews, type Views } from './views/views.ts'

export const VERSION = '0.1.0'

export interface Server {
  readonly app: FastifyInstance
  readonly log: Log
  readonly clock: ServerClock
  readonly views: Views
  readonly store: CommandStore
  readonly sessions: Sessions
  readonly hub: LiveHub
  readonly timer: Timer
  readonly processes: ProcessRunner
  readonly deps: FeatureDeps
  readonly served: readonly Served[]
  /** Waits for the views and begins the features; from then on the API answers. Before it is 503 with progress. */
  whenReady(): Promise<void>
  /** While much is written before anybody is served, as the demo county is. */
  hurryViews(isHurried: boolean): void
  close(): Promise<void>
}

export interface ServerParts {
  readonly config: Config
  readonly logger: Logger
  readonly features: readonly ServerFeature[]
  readonly nowMs?: () => number
}

/** A whole request, with the largest film over a slow phone line: who takes longer is cut off. */
const REQUEST_TIMEOUT_MS = 10 * 60_000

export const logFileOf = (dataDir: string) => join(dataDir, 'log.db')
export const viewsFileOf = (dataDir: string) => join(dataDir, 'views.db')

export async function createServer({
  config,
  logger,
  features,
  nowMs: realMs = Date.now,
}: ServerParts): Promise<Server> {
  const clock = createServerClock(realMs)
  const { nowMs } = clock
  mkdirSync(config.DATA_DIR, { recursive: true })
  const logFile = logFileOf(config.DATA_DIR)
  const log = await openSqliteLog({ file: logFile, now: () => instantOf(nowMs()), logger })
  const projector = startProjectorThread({ logFile, viewsFile: viewsFileOf(config.DATA_DIR), logger })
  await projector.opened
  const views = openViews(viewsFileOf(config.DATA_DIR), projector)
  const store = createCommandStore(log)
  const sessions = createSessions({ views, config, nowMs })
  const files = openDiskStore({ dataDir: config.DATA_DIR })
  const deps: FeatureDeps = { config, log, store, views, files, logger, nowMs }
  const served = features.flatMap((feature) => feature.serve(deps))
  const queries = new Map(
    served.filter((one): one is ServedQuery => one.kind === 'query').map((query) => [query.route.action, query]),
  )
  const hub = createLiveHub({ views, queries, newest: store.newest, logger })
  sessions.onEnded((ended) => hub.end(ended))
  const onDay = createDaySigner({ log, dataDir: config.DATA_DIR, logger, nowMs })
  const timer = createTimer({
    store,
    views,
    logger,
    nowMs,
    onDay,
    sources: features.flatMap((feature) => feature.due?.(deps) ?? []),
  })

  const processes = createProcessRunner(
    deps,
    features.flatMap((feature) => feature.processes?.(deps) ?? []),
  )

  const app: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // The nearest one alone: what stands further left in X-Forwarded-For is whatever the sender wrote there.
    trustProxy: config.TRUST_PROXY ? (_address, hop) => hop === 0 : false,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    requestIdHeader: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Addresses that no route can be found for.
    frameworkErrors: answerError,
    routerOptions: { maxParamLength: 200 },
  })
  let opened = false
  const isReady = () => opened && views.health().ready
  await registerEdge(app, { config, views, isReady, openApi: openApiOf(allRoutes, VERSION) })
  registerHealth(app, views, isReady)
  registerMetrics(app, { log, views, hub })
  const links = createLinks({ views, nowMs, sources: features.flatMap((feature) => feature.links ?? []) })
  const principalOf = (request: FastifyRequest) =>
    links.principalOf(request) ?? asExpected(request, sessions.principalOf(request))
  const routeDeps = { store, views, nowMs, principalOf }
  for (const one of served) {
    if (one.kind === 'query') registerQuery(app, one, routeDeps)
    else registerCommand(app, one, routeDeps)
  }
  registerFileRoutes(app, { deps, principalOf })
  app.get(LIVE_PATH, { websocket: true }, (socket, request) => {
    const principal = sessions.principalOf(request)
    const { headers } = request
    hub.connect(socket, principal, languageOf(request), () => sameRights(principal, sessions.principalOf({ headers })))
  })

  const stops: Stop[] = []
  let closing: Promise<void> | undefined
  async function shutDown(): Promise<void> {
    await timer.stop()
    await processes.stop()
    for (const stop of stops) await stop()
    hub.close()
    await app.close()
    await projector.stop()
    views.close()
    await log.close()
  }

  return {
    app,
    log,
    clock,
    views,
    store,
    sessions,
    hub,
    timer,
    processes,
    deps,
    served,
    async whenReady() {
      await views.whenReady()
      for (const feature of features) await feature.begin?.(deps)
      stops.push(...features.flatMap((feature) => feature.run?.(deps) ?? []))
      // Days that passed while nobody ran begin before anything is recorded on them.
      await timer.advanceTo(instantOf(nowMs()))
      processes.start()
      opened = true
    },
    hurryViews: projector.hurry,
    close() {
      closing ??= shutDown()
      return closing
    },
  }
}
