/** Serves a command: parsed, authorised, decided, durable, answered. Nothing else changes state. */
import { dayOf, type EventMetadata, instantOf, Rejected } from '@changxin/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import { deriveOrderedId, inputHashOf } from '../commands/derive.ts'
import type { CommandStore } from '../commands/store.ts'
import type { CommandContext, ServedCommand } from '../feature.ts'
import type { Views } from '../views/views.ts'
import { languageOf } from './problems.ts'
import { authorise, located } from './query-route.ts'

export interface CommandRouteDeps {
  readonly store: CommandStore
  readonly views: Views
  readonly principalOf: (request: FastifyRequest) => Principal | null
  readonly nowMs: () => number
}

const ANONYMOUS = 'anonymous'
const KEY = /^[0-9a-fA-F-]{16,64}$/

function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !KEY.test(key)) throw new Rejected('idempotency-key-missing')
  return key.toLowerCase()
}

function ifMatchOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return undefined
  const match = /^"?(\d{1,15})"?$/.exec(header)
  if (!match) throw new z.ZodError([{ code: 'custom', path: ['If-Match'], message: 'a revision number', input: header }])
  return Number(match[1])
}

function contextOf(
  deps: CommandRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  inputHash: string,
  mark: (hit: boolean) => void,
): CommandContext {
  const principal = deps.principalOf(request)
  const actor = principal?.personId ?? ANONYMOUS
  const commandId = idempotencyKeyOf(request)
  const ifMatch = ifMatchOf(request)
  const receivedAt = instantOf(deps.nowMs())
  const meta = (extra: Partial<EventMetadata> = {}): EventMetadata => ({
    commandId,
    inputHash,
    actor,
    channel: 'web',
    occurredAt: receivedAt,
    correlationId: request.id,
    ...extra,
  })
  return {
    principal,
    actor,
    receivedAt,
    today: dayOf(receivedAt),
    commandId,
    newId: (index = 0) => deriveOrderedId(commandId, actor, 'id', index),
    meta,
    async execute(owner, id, command) {
      const executed = await deps.store.execute(owner, id, { meta: command.meta ?? meta(), ifMatch, command: command.command, ...(command.facts ? { facts: command.facts } : {}) })
      mark(executed.hit)
      return executed
    },
    store: deps.store,
    views: deps.views,
    may: (action, subject) => deps.views.peek((read) => may(action, principal, located(read, subject))),
    language: languageOf(request),
    request,
    reply,
  }
}

/** A thing made or a role granted a moment ago may not be in the views yet: before saying no, wait for what was acknowledged. */
async function authoriseFresh({ store, views }: CommandRouteDeps, check: () => void): Promise<void> {
  try {
    check()
  } catch (refusal) {
    const newest = store.newest()
    const behind = newest !== null && (views.position() ?? '') < newest
    if (!behind || !(await views.waitFor(newest))) throw refusal
    check()
  }
}

export function registerCommand(app: FastifyInstance, served: ServedCommand, deps: CommandRouteDeps): void {
  const { route } = served
  const limit = served.bodyLimitBytes === undefined ? {} : { bodyLimit: served.bodyLimitBytes }
  app.post(route.path, { ...limit, schema: { summary: route.summary, tags: [route.action.split('.')[0] ?? ''], operationId: route.action } }, async (request, reply) => {
    const params = route.params.parse(request.params)
    const raw = request.isMultipart() && served.multipart ? await served.multipart(request) : request.body === undefined ? {} : request.body
    const body = route.body.parse(raw)
    const input = { params: params as never, body: body as never }
    let hits = 0
    let executions = 0
    const context = contextOf(deps, request, reply, inputHashOf(route.action, params, body), (hit) => {
      executions++
      if (hit) hits++
    })
    await authoriseFresh(deps, () =>
      deps.views.peek((read) => authorise(route.action, deps.principalOf(request), read, served.subject(input, read))),
    )
    const answer = await served.handle(context, input)
    if (executions > 0 && hits === executions) reply.header('idempotency-hit', 'true')
    return route.answer.parse(answer)
  })
}
