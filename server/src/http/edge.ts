/** The edge: headers, limits, origin check, readiness, the web app's files, the API document, and one error handler. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { allErrors } from '@changxin/shared/features'
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { MAX_CLIENT_FRAME_BYTES } from '@changxin/shared/kernel'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Views } from '../views/views.ts'
import { addressKeyOf } from './address-key.ts'
import { CHECK_PAGE_FILE, checkPagePolicy } from './check-page.ts'
import { answerError, languageOf, problemOf, send } from './problems.ts'

export interface EdgeDeps {
  readonly config: Config
  readonly views: Views
  /** False while views are built or a demo is made: the API then answers 503. */
  readonly isReady: () => boolean
  readonly openApi: Record<string, unknown>
}

/** The route's own path: the address that was sent may spell the same one in many ways (`/%61pi`, `http://host/api`). */
const pathOf = (request: FastifyRequest) => request.routeOptions.url ?? request.url

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A page of another site must not act with this person's cookie, nor open a live socket with it. */
export function foreignOrigin(request: FastifyRequest, config: Pick<Config, 'PUBLIC_URL'>): boolean {
  const upgrade = request.headers.upgrade !== undefined
  if (READING.has(request.method) && !upgrade) return false
  if (request.headers['sec-fetch-site'] === 'cross-site') return true
  const origin = request.headers.origin
  if (origin === undefined) return false
  if (config.PUBLIC_URL && origin === new URL(config.PUBLIC_URL).origin) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host
}

export async function registerEdge(app: FastifyInstance, { config, views, isReady, openApi }: EdgeDeps): Promise<void> {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => notFound(request, reply))
  // JSON and multipart alone: what a form of another site can send without asking first is not read at all.
  app.removeContentTypeParser('text/plain')
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    // Behind a proxy with TLS the proxy says it; on a plain closed network it would lock people out.
    strictTransportSecurity: config.PUBLIC_URL?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  })
  await app.register(rateLimit, {
    max: config.RATE_LIMIT_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => addressKeyOf(request.ip),
    allowList: (request) => !pathOf(request).startsWith('/api/') || pathOf(request).startsWith('/api/health'),
  })
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES + 1, files: 1, fields: 10, fieldSize: 10_000 } })
  await app.register(websocket, { options: { maxPayload: MAX_CLIENT_FRAME_BYTES, perMessageDeflate: false } })
  await app.register(swagger, { mode: 'static', specification: { document: openApi as never } })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/openapi.json', async () => openApi)
  // Where the `type` of a problem leads.
  app.get('/api/errors', async () => allErrors)

  app.addHook('onRequest', async (request, reply) => {
    // What a one-purpose link opens is kept nowhere on the way.
    if (request.headers.authorization !== undefined) reply.header('cache-control', 'no-store')
    if (foreignOrigin(request, config)) return send(reply, problemOf('csrf', {}, languageOf(request)))
    const path = pathOf(request)
    const guarded = path.startsWith('/api/') && !path.startsWith('/api/health') && !path.startsWith('/api/docs')
    if (guarded && !isReady()) {
      const { done, of } = views.health()
      return send(reply, problemOf('not-ready', { done, of: of ?? 0 }, languageOf(request)))
    }
  })
  const root = config.WEB_ROOT
  if (root && existsSync(join(root, 'index.html'))) {
    const checkPolicy = checkPagePolicy(root)
    // Hashed assets never change; the page that names them must always be asked for.
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      setHeaders(reply, path) {
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
        if (checkPolicy && basename(path) === CHECK_PAGE_FILE) reply.header('content-security-policy', checkPolicy)
      },
    })
  }

  function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const page =
      request.method === 'GET' &&
      root &&
      !request.url.startsWith('/api/') &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '')
    return page ? reply.sendFile('index.html') : send(reply, problemOf('not-found', {}, languageOf(request)))
  }
}
