/** Every error leaves as RFC 9457 problem details with a code from the one registry. Never a stack, never a silent default. */
import { allErrors } from '@changxin/shared/features'
import { type ErrorParams, type Problem, Rejected, sentenceOf } from '@changxin/shared/kernel'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Language } from '../feature.ts'
import { LogUnavailable } from '../log/port.ts'

/** Fields named in one answer; a list of 5,000 wrong rows is not sent back whole. */
const MAX_FIELDS = 50
const RETRY_AFTER_SECONDS = 1

export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

export function problemOf(code: string, params: ErrorParams, language: Language, fields?: Problem['fields']): Problem {
  const entry = allErrors[code] ?? allErrors['internal']
  if (!entry) throw new TypeError(`the registry has no ${code}`)
  const detail = sentenceOf(entry, language, params)
  const named = fields ?? fieldsNamedBy(params, detail)
  return {
    type: `/api/errors#${code}`,
    title: code,
    status: entry.status,
    code,
    detail,
    ...(entry.source ? { source: entry.source } : {}),
    ...(named.length > 0 ? { fields: named.slice(0, MAX_FIELDS) } : {}),
    ...(Object.keys(params).length > 0 ? { params } : {}),
  }
}

/** A rule that says no to one field, or to several, names it in its parameters. */
function fieldsNamedBy({ field, fields }: ErrorParams, message: string): NonNullable<Problem['fields']> {
  return [field, fields].flat().flatMap((name) => (typeof name === 'string' ? [{ field: name, message }] : []))
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

type Issue = {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[]
}

export function fieldsOf(issues: readonly Issue[]): NonNullable<Problem['fields']> {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.keys
      ? issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), message: 'unknown field' }))
      : [{ field: pathOf(issue.path), message: issue.message }],
  )
}

export function send(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503 || problem.status === 429) {
    if (!reply.hasHeader('retry-after')) reply.header('retry-after', String(RETRY_AFTER_SECONDS))
  }
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

/** The parts of an error that decide its answer; Fastify, its plugins and zod each have their own. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request)
  if (error instanceof Rejected) {
    const seconds = error.params['retryAfterSeconds']
    if (typeof seconds === 'number') reply.header('retry-after', String(seconds))
    return send(reply, problemOf(error.code, error.params, language))
  }
  if (error instanceof LogUnavailable) return send(reply, problemOf('log-unavailable', {}, language))
  if (error instanceof z.ZodError) return send(reply, problemOf('malformed', {}, language, fieldsOf(error.issues)))
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replaceAll('/', '.').replace(/^\./, ''),
      message: message ?? '',
    }))
    return send(reply, problemOf('malformed', {}, language, fields))
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return send(reply, problemOf('too-large', {}, language))
  if (status === 414) return send(reply, problemOf('not-found', {}, language))
  if (status === 415) return send(reply, problemOf('unsupported-type', {}, language))
  if (status === 429) return send(reply, problemOf('too-many-requests', {}, language))
  if (status !== undefined && status >= 400 && status < 500)
    return send(reply, problemOf('malformed', {}, language, [{ field: '', message: error.message }]))
  request.log.error({ err: error }, 'request failed')
  return send(reply, problemOf('internal', {}, language))
}
