/** Composition: log, views, sessions, features, live hub and HTTP put together from explicit parts. No process, no environment. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { allRoutes } from '@changxin/shared/features'
import { instantOf, LIVE_PATH, Rejected } from '@changxin/shared/kernel'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { asExpected } from './access/expected-person.ts'
import { createLinks } from './access/one-purpose-link.ts'
import { sameRights } from './access/principal.ts'
import { sessionSecretOf } from './access/session-cookie.ts'
import { createSessions, type Sessions } from './access/sessions.ts'
import { createServerClock, type ServerClock } from './clock/server-clock.ts'
import { createTimer, type Timer } from './clock/timer.ts'
import {
  checkSharedSecret,
  createDuties,
  createLease,
  type LeaseTimes,
  type NodeIdentity,
  takeIdentity,
} from './cluster/index.ts'
import { type CommandStore, createCommandStore } from './commands/store.ts'
import type { Config } from './config.ts'
import type { FeatureDeps, Served, ServedQuery, ServerFeature, Stop } from './feature.ts'
import { registerFileRoutes } from './files/files.routes.ts'
import { openFiles } from './files/open-files.ts'
import { registerCommand } from './http/command-route.ts'
import { registerEdge } from './http/edge.ts'
import { type NodeState, registerHealth } from './http/health.ts'
import { registerMetrics } from './http/metrics.ts'
import { openApiOf } from './http/openapi.ts'
import { answerError, languageOf } from './http/problems.ts'
import { registerQuery } from './http/query-route.ts'
import { createDaySigner } from './ledger/index.ts'
import { createLiveHub, type LiveHub } from './live/hub.ts'
import { engineOf, type Log, openLog, type SharedLog } from './log/index.ts'
import { createProcessRunner, type ProcessRunner } from './process/index.ts'
import { createCatchUp } from './views/catch-up.ts'
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
  /** Time passes by itself from now on; before, only when the timer is told. */
  letTimePass(): void
  /** While much is written before anybody is served, as the demo county is. */
  hurryViews(isHurried: boolean): void
  close(): Promise<void>
}

export interface ServerParts {
  readonly config: Config
  readonly logger: Logger
  readonly features: readonly ServerFeature[]
  readonly nowMs?: () => number
  /** Of several nodes; tests hurry. */
  readonly leaseTimes?: LeaseTimes
}

/** A whole request, with the largest film over a slow phone line: who takes longer is cut off. */
const REQUEST_TIMEOUT_MS = 10 * 60_000

export const logFileOf = (dataDir: string) => join(dataDir, 'log.db')
export const viewsFileOf = (dataDir: string) => join(dataDir, 'views.db')

/** Takes the place of a node of this log, or says why not. */
async function joinCluster(log: Log, shared: SharedLog, config: Config): Promise<NodeIdentity> {
  let identity: NodeIdentity | undefined
  try {
    identity = takeIdentity(config.DATA_DIR, config.NODE_NAME)
    await checkSharedSecret(shared.agreed, sessionSecretOf(config))
    return identity
  } catch (error) {
    identity?.release()
    await log.close()
    throw error
  }
}

export async function createServer({
  config,
  logger,
  features,
  nowMs: realMs = Date.now,
  leaseTimes,
}: ServerParts): Promise<Server> {
  const clock = createServerClock(realMs)
  const { nowMs } = clock
  mkdirSync(config.DATA_DIR, { recursive: true })
  const engine = engineOf(config, logFileOf(config.DATA_DIR))
  const log = await openLog(engine, { now: () => instantOf(nowMs()), logger })
  const identity = log.shared && (await joinCluster(log, log.shared, config))
  const projector = startProjectorThread({ engine, viewsFile: viewsFileOf(config.DATA_DIR), logger })
  await projector.opened
  const views = openViews(viewsFileOf(config.DATA_DIR), projector)
  const store = createCommandStore(log)
  const catchUp = createCatchUp(log, store, views)
  const sessions = createSessions({ views, config, nowMs })
  const files = await openFiles({ config, logger })
  const deps: FeatureDeps = { config, log, store, views, files, logger, nowMs }
  const served = features.flatMap((feature) => feature.serve(deps))
  const queries = new Map(
    served.filter((one): one is ServedQuery => one.kind === 'query').map((query) => [query.route.action, query]),
  )
  const hub = createLiveHub({ views, queries, catchUp, logger })
  sessions.onEnded((ended) => hub.end(ended))
  const onDay = createDaySigner({ log, dataDir: config.DATA_DIR, keysDir: config.KEYS_DIR, logger, nowMs })
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
  const duties = createDuties({ features, deps, timer, processes })
  const lease =
    log.shared && identity
      ? createLease({
          stream: log.shared.lease,
          node: identity.id,
          logger,
          ...duties,
          ...(leaseTimes && { times: leaseTimes }),
        })
      : undefined
  let opened = false
  const isReady = () => opened && views.health().ready
  await registerEdge(app, { config, views, isReady, openApi: openApiOf(allRoutes, VERSION) })
  const node: NodeState = { engine: engine.kind, name: config.NODE_NAME, hasLease: () => lease?.isHeld() ?? opened }
  registerHealth(app, { views, isReady, node })
  registerMetrics(app, { log, views, hub, files, node })
  const links = createLinks({ views, nowMs, sources: features.flatMap((feature) => feature.links ?? []) })
  const principalOf = (request: FastifyRequest) =>
    links.principalOf(request) ?? asExpected(request, sessions.principalOf(request))
  const routeDeps = { store, views, nowMs, principalOf, catchUp }
  for (const one of served) {
    if (one.kind === 'query') registerQuery(app, one, routeDeps)
    else registerCommand(app, one, routeDeps)
  }
  registerFileRoutes(app, { deps, principalOf, catchUp })
  // Before the socket is opened, because what it says meanwhile would be lost.
  const knowWhoAsks = async (request: FastifyRequest) => {
    if (!sessions.isUnknown(request)) return
    // Let in as nobody, the page would take itself for signed out.
    if ((await catchUp.wait()) === 'unsure' && sessions.isUnknown(request)) throw new Rejected('not-ready')
  }
  app.get(LIVE_PATH, { websocket: true, onRequest: knowWhoAsks }, (socket, request) => {
    const principal = sessions.principalOf(request)
    const { headers } = request
    hub.connect(socket, principal, languageOf(request), () => sameRights(principal, sessions.principalOf({ headers })))
  })

  const stops: Stop[] = []
  let closing: Promise<void> | undefined
  async function shutDown(): Promise<void> {
    await (lease ? lease.stop() : duties.end())
    for (const stop of stops) await stop()
    hub.close()
    await app.close()
    await projector.stop()
    views.close()
    await log.close()
    identity?.release()
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
      await (lease ? lease.start() : duties.begin())
      stops.push(...features.flatMap((feature) => feature.everywhere?.(deps) ?? []))
      opened = true
    },
    letTimePass: duties.letTimePass,
    hurryViews: projector.hurry,
    close() {
      closing ??= shutDown()
      return closing
    },
  }
}
