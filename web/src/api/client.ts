/** The typed way to the server: queries and commands from the shared route objects, problem details as errors. */
import { type CommandRoute, PERSON_HEADER, type Position, type QueryRoute } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { uuidv7 } from './idempotency.ts'
import { ProblemError, problemOf, unreachable } from './problem-error.ts'
import { addressOf } from './url.ts'

export type InputOf<R extends QueryRoute> = z.input<R['input']>
export type OutputOf<R extends QueryRoute> = z.output<R['output']>
export type ParamsOf<R extends CommandRoute> = z.input<R['params']>
export type BodyOf<R extends CommandRoute> = z.input<R['body']>
export type AnswerOf<R extends CommandRoute> = z.output<R['answer']>

/** Tries of one command with the same key, the first included. */
const MAX_TRIES = 3
const FIRST_WAIT_MS = 400
const MAX_WAIT_MS = 5_000

export interface ClientOptions {
  readonly fetch: typeof fetch
  language(): string
  /** The session is over, never was, or is another person's by now (`PERSON_CHANGED`). */
  onUnauthorized(code: string): void
  /** Who this page believes to be signed in: another tab may have changed it, and nothing is done in their name then. */
  personId?(): string | null
  /** The `Date` of an answer, and when it was asked for. */
  onDate?(date: string | null, askedMs: number): void
  /** A command was taken; views will show it at this position. */
  onTold?(): void
  wait?(ms: number): Promise<void>
}

export interface TellOptions {
  /** Given back unchanged on a retry, so that the command happens once. */
  readonly idempotencyKey?: string
  /** Revision that the form was filled from: 412 when somebody was faster. */
  readonly ifMatch?: number
}

export function createClient(options: ClientOptions) {
  const { fetch, language, onUnauthorized, onTold, wait = sleep } = options
  let newest: Position | undefined

  /** Text order is log order within one engine; another engine's tag starts anew. */
  function seen(position: Position | null | undefined) {
    if (!position) return
    if (newest === undefined || newest[0] !== position[0] || newest < position) newest = position
  }

  async function send(address: string, init: RequestInit): Promise<Response> {
    const personId = options.personId?.()
    const person: Record<string, string> = personId ? { [PERSON_HEADER]: personId } : {}
    const headers = { Accept: 'application/json', 'Accept-Language': language(), ...person, ...init.headers }
    const askedMs = Date.now()
    let response: Response
    try {
      response = await fetch(address, { ...init, headers, credentials: 'same-origin' })
    } catch {
      throw unreachable()
    }
    options.onDate?.(response.headers.get('Date'), askedMs)
    if (response.ok) return response
    const problem = await problemOf(response)
    if (response.status === 401) onUnauthorized(problem.problem.code)
    throw problem
  }

  /** Reads; `stale` when the server answered before its views had caught up with what this browser wrote. */
  async function askFully<R extends QueryRoute>(route: R, input: InputOf<R>) {
    const headers: Record<string, string> = newest ? { 'X-Position': newest } : {}
    const response = await send(addressOf(route.path, input as object), { headers })
    const output = (await response.json()) as OutputOf<R>
    const position: Position | null = response.headers.get('X-Position')
    seen(position)
    return { output, stale: response.headers.get('X-Stale') === 'true', position }
  }

  async function sendOnce(address: string, body: BodyInit, headers: Record<string, string>) {
    const whose = options.personId?.()
    for (let tried = 1; ; tried++) {
      try {
        return await send(address, { method: 'POST', body, headers })
      } catch (error) {
        const waitMs = tried < MAX_TRIES ? waitBeforeRetry(error, tried) : undefined
        if (waitMs === undefined) throw error
        await wait(waitMs)
        // Somebody else has signed in meanwhile: what the one before wanted is not done in their name.
        if (options.personId?.() !== whose) throw error
      }
    }
  }

  async function post<R extends CommandRoute>(
    route: R,
    params: ParamsOf<R>,
    body: BodyInit,
    type: Record<string, string>,
    { idempotencyKey = uuidv7(), ifMatch }: TellOptions,
  ): Promise<AnswerOf<R>> {
    const headers: Record<string, string> = { ...type, 'Idempotency-Key': idempotencyKey }
    if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`
    const response = await sendOnce(addressOf(route.path, params as object), body, headers)
    const answer = (await response.json()) as AnswerOf<R>
    seen((answer as { position?: Position | null }).position)
    onTold?.()
    return answer
  }

  return {
    async ask<R extends QueryRoute>(route: R, input: InputOf<R>): Promise<OutputOf<R>> {
      return (await askFully(route, input)).output
    },
    askFully,
    tell<R extends CommandRoute>(route: R, params: ParamsOf<R>, body: BodyOf<R>, options: TellOptions = {}) {
      return post(route, params, JSON.stringify(body), { 'Content-Type': 'application/json' }, options)
    },
    /** The same with a multipart body: files, or a table that is too large for JSON text. */
    tellForm<R extends CommandRoute>(route: R, params: ParamsOf<R>, form: FormData, options: TellOptions = {}) {
      return post(route, params, form, {}, options)
    },
    seen,
  }
}

export type Client = ReturnType<typeof createClient>

/** Only what may have gone through, or is asked to come again: the key makes the repeat harmless. */
function waitBeforeRetry(error: unknown, tried: number): number | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { status } = error.problem
  if (status === 0) return FIRST_WAIT_MS * 2 ** (tried - 1)
  if (status !== 503) return undefined
  return Math.min(MAX_WAIT_MS, error.retryAfterMs ?? FIRST_WAIT_MS)
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
