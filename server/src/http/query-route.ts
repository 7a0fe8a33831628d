/** Serves a query: input parsed, authorised, read in one snapshot; the same function answers GET and live subscriptions. */
import { randomUUID } from 'node:crypto'
import { type EventMetadata, type Instant, instantOf, Position, Rejected } from '@changxin/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { locateIn } from '../access/locate.ts'
import { may, type Subject } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import { checked } from '../commands/checked.ts'
import type { AnswerFile, Language, ServedQuery } from '../feature.ts'
import type { CatchUp } from '../views/catch-up.ts'
import { ownerOf } from '../views/table-owner.ts'
import type { Read, Views } from '../views/views.ts'
import { languageOf } from './problems.ts'

export interface Asked {
  readonly query: ServedQuery
  readonly input: Record<string, unknown>
  readonly principal: Principal | null
  readonly language: Language
}

export function parseInput(query: ServedQuery, raw: unknown): Record<string, unknown> {
  return query.route.input.parse(raw) as Record<string, unknown>
}

/** 404 before 403 would tell strangers what exists: who is signed out is told to sign in, who came by a link is refused. */
export function authorise(action: string, principal: Principal | null, read: Read, subject: Subject | null): void {
  if (subject && may(action, principal, subject, locateIn(read))) return
  if (!principal && !may(action, null, {})) throw new Rejected('not-signed-in')
  if (principal?.link) throw new Rejected('forbidden')
  if (!subject) throw new Rejected('not-found')
  throw new Rejected('forbidden')
}

/** Answers a query in one snapshot; throws Rejected. */
export function answerQuery(views: Views, asked: Asked): { output: unknown; position: string | null } {
  const { query, input, principal, language } = asked
  const { result, position } = views.read((read) => {
    authorise(query.route.action, principal, read, query.subject(input as never, read))
    return query.run(
      {
        read,
        at: views.asOf(read, input['asOf'] as string | undefined),
        principal,
        scope: scopeOf(query.route.action, principal),
        language,
        may: (action, subject) => may(action, principal, subject, locateIn(read)),
      },
      input as never,
    )
  })
  if (result === null) throw new Rejected('not-found')
  return { output: result, position }
}

async function freshEnough(views: Views, request: FastifyRequest): Promise<boolean> {
  const wanted = request.headers['x-position']
  if (wanted === undefined) return true
  const parsed = Position.safeParse(wanted)
  if (!parsed.success) throw new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: ['X-Position'] })))
  return views.waitFor(parsed.data)
}

/** A projection that stopped on an error shows what was, and goes on showing it. */
function readsStopped({ reads }: ServedQuery, views: Views): boolean {
  const { projections } = views.health()
  const stopped = new Set(projections.filter((projection) => projection.stopped !== null).map(({ name }) => name))
  if (stopped.size === 0) return false
  const names = projections.map(({ name }) => name)
  return reads.some((table) => stopped.has(ownerOf(table, names) ?? ''))
}

/** Made anew each time, for whoever asked: nobody keeps it. */
function sendFile(reply: FastifyReply, { name, type, bytes }: AnswerFile) {
  return reply
    .headers({
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** A download is no command and has no key of the client's: each is one of its own. */
function downloadMeta(principal: Principal | null, occurredAt: Instant): EventMetadata {
  const commandId = randomUUID()
  const way = principal?.link
    ? ({ channel: 'link', causationId: principal.link.linkId } as const)
    : ({ channel: 'web' } as const)
  return { commandId, inputHash: commandId, actor: principal?.personId ?? 'anonymous', ...way, occurredAt }
}

export function registerQuery(
  app: FastifyInstance,
  query: ServedQuery,
  deps: {
    views: Views
    nowMs: () => number
    principalOf: (request: FastifyRequest) => Principal | null
    catchUp: CatchUp
  },
): void {
  const { route } = query
  app.get(
    route.path,
    { schema: { summary: route.summary, tags: [route.action.split('.')[0] ?? ''], operationId: route.action } },
    async (request, reply) => {
      const fresh = await freshEnough(deps.views, request)
      const input = parseInput(query, { ...(request.query as object), ...(request.params as object) })
      const language = languageOf(request)
      const { output, position, principal } = await deps.catchUp.unlessRefused(() => {
        const asking = deps.principalOf(request)
        return { ...answerQuery(deps.views, { query, input, principal: asking, language }), principal: asking }
      })
      if (position) reply.header('x-position', position)
      if (!fresh || deps.views.health().away !== null || readsStopped(query, deps.views))
        reply.header('x-stale', 'true')
      const answer = checked(route.output, output, `the answer of ${route.action}`)
      if (!query.file) return answer
      return sendFile(reply, await query.file(answer as never, downloadMeta(principal, instantOf(deps.nowMs()))))
    },
  )
}
