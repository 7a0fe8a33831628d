/** Serves a command: parsed, authorised, decided, durable, answered. Nothing else changes state. */
import { dayOf, type EventMetadata, instantOf, Rejected } from '@changxin/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { locateIn } from '../access/locate.ts'
import { may, maySomewhere } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import { checked } from '../commands/checked.ts'
import { canonicalJson, deriveOrderedId, inputHashOf } from '../commands/derive.ts'
import type { CommandStore } from '../commands/store.ts'
import type { CommandContext, ServedCommand } from '../feature.ts'
import type { CatchUp } from '../views/catch-up.ts'
import type { Views } from '../views/views.ts'
import { languageOf } from './problems.ts'
import { authorise } from './query-route.ts'

export interface CommandRouteDeps {
  readonly store: CommandStore
  readonly views: Views
  readonly principalOf: (request: FastifyRequest) => Principal | null
  readonly nowMs: () => number
  readonly catchUp: CatchUp
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
  // -1: a stream that nobody has begun, as the queries answer it.
  const match = /^"?(-1|\d{1,15})"?$/.exec(header)
  if (!match)
    throw new z.ZodError([{ code: 'custom', path: ['If-Match'], message: 'a revision number', input: header }])
  return Number(match[1])
}

interface Command {
  readonly principal: Principal | null
  readonly commandId: string
  readonly ifMatch: number | undefined
  /** The action and what it is done to: a key that is used again elsewhere must not make the same ids there. */
  readonly target: string
  readonly inputHash: string
  readonly mark: (hit: boolean) => void
}

function contextOf(
  deps: CommandRouteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  command: Command,
): CommandContext {
  const { principal, commandId, ifMatch, target, inputHash, mark } = command
  const actor = principal?.personId ?? ANONYMOUS
  const receivedAt = instantOf(deps.nowMs())
  const meta = (extra: Partial<EventMetadata> = {}): EventMetadata => ({
    commandId,
    inputHash,
    actor,
    // Which link it came by stays told, whoever it was that used it.
    ...(principal?.link ? { channel: 'link', causationId: principal.link.linkId } : { channel: 'web' }),
    occurredAt: receivedAt,
    correlationId: request.id,
    ...extra,
  })
  return {
    principal,
    actor,
    receivedAt,
    get today() {
      return dayOf(receivedAt)
    },
    commandId,
    newId: (index = 0) => deriveOrderedId(commandId, actor, target, index),
    meta,
    async execute(owner, id, command) {
      const executed = await deps.store.execute(owner, id, {
        meta: command.meta ?? meta(),
        ifMatch,
        command: command.command,
        ...(command.facts ? { facts: command.facts } : {}),
      })
      mark(executed.hit)
      return executed
    },
    store: deps.store,
    views: deps.views,
    may: (action, subject) => deps.views.peek((read) => may(action, principal, subject, locateIn(read))),
    get language() {
      return languageOf(request)
    },
    request,
    reply,
  }
}

/** A form is read whole before its command is known: only for somebody who may send it somewhere. */
async function formOf(
  request: FastifyRequest,
  { route, multipart }: ServedCommand,
  deps: CommandRouteDeps,
): Promise<unknown> {
  if (!multipart) throw new Rejected('unsupported-type')
  await deps.catchUp.unlessRefused(() => {
    const principal = deps.principalOf(request)
    if (!maySomewhere(route.action, principal)) throw new Rejected(principal ? 'forbidden' : 'not-signed-in')
  })
  return multipart(request)
}

export function registerCommand(app: FastifyInstance, served: ServedCommand, deps: CommandRouteDeps): void {
  const { path, also } = served.route
  for (const each of also === undefined ? [path] : [path, also]) registerAt(each, app, served, deps)
}

function registerAt(path: string, app: FastifyInstance, served: ServedCommand, deps: CommandRouteDeps): void {
  const { route } = served
  const limit = served.bodyLimitBytes === undefined ? {} : { bodyLimit: served.bodyLimitBytes }
  app.post(
    path,
    {
      ...limit,
      schema: { summary: route.summary, tags: [route.action.split('.')[0] ?? ''], operationId: route.action },
    },
    async (request, reply) => {
      const params = route.params.parse(request.params)
      const raw = request.isMultipart()
        ? await formOf(request, served, deps)
        : request.body === undefined
          ? {}
          : request.body
      const body = route.body.parse(raw)
      const input = { params: params as never, body: body as never }
      let hits = 0
      let executions = 0
      const commandId = idempotencyKeyOf(request)
      const ifMatch = ifMatchOf(request)
      // Who asks is looked up with each try: a session or a role of a moment ago counts from when it shows.
      const principal = await deps.catchUp.unlessRefused(() => {
        const asking = deps.principalOf(request)
        deps.views.peek((read) => authorise(route.action, asking, read, served.subject(input, read)))
        return asking
      })
      const target = `${route.action} ${canonicalJson(params)}`
      const context = contextOf(deps, request, reply, {
        principal,
        commandId,
        ifMatch,
        target,
        inputHash: inputHashOf(target, body),
        mark(hit) {
          executions++
          if (hit) hits++
        },
      })
      const answer = await served.handle(context, input)
      if (executions > 0 && hits === executions) reply.header('idempotency-hit', 'true')
      return checked(route.answer, answer, `the answer of ${route.action}`)
    },
  )
}
