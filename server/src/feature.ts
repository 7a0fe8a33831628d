/** What a feature brings to the server: projections, served queries and commands, processes. One explicit list holds them. */
import type { CommandAnswer, CommandRoute, EventMetadata, Instant, Position, QueryRoute } from '@changxin/shared/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Subject } from './access/may.ts'
import type { LinkSource } from './access/one-purpose-link.ts'
import type { Principal } from './access/principal.ts'
import type { Scope } from './access/scope.ts'
import type { Aggregate } from './commands/aggregate.ts'
import type { CommandStore, Executed } from './commands/store.ts'
import type { Config } from './config.ts'
import type { FileStore } from './files/store.ts'
import type { Log } from './log/port.ts'
import type { Process } from './process/index.ts'
import type { AsOf } from './views/intervals.ts'
import type { Projection, Touch } from './views/projection.ts'
import type { Read, Views } from './views/views.ts'

export type Language = 'zh' | 'en'

export interface QueryContext {
  readonly read: Read
  readonly at: AsOf
  readonly principal: Principal | null
  /** Cut to what the person may see under this query's action. */
  readonly scope: Scope
  readonly language: Language
  /** May the person do another action here? For "what is possible now". */
  may(action: string, subject: Subject): boolean
}

export interface ServedQuery<Route extends QueryRoute = QueryRoute> {
  readonly kind: 'query'
  readonly route: Route
  /** Tables it reads: touches of these run a live subscription again. */
  readonly reads: readonly string[]
  /** Narrows touches: a touch that names another compound, unit or person is passed over. */
  readonly concerns?: (input: z.output<Route['input']>) => Omit<Touch, 'table'>
  /** The answer depends on the person only through `scope`: people with the same scope then share one live run. */
  readonly sameForScope?: boolean
  /** What it is about; null = there is no such thing (404). Lists answer `{}` and cut by `scope`. */
  readonly subject: (input: z.output<Route['input']>, read: Read) => Subject | null
  /** Synchronous, so that it reads one snapshot. Null = 404. */
  readonly run: (context: QueryContext, input: z.output<Route['input']>) => z.output<Route['output']> | null
  /**
   * GET answers the output as a file to be saved; live subscriptions get the output itself. `meta`: of this one download,
   * for what must tell who took it.
   */
  readonly file?: (output: z.output<Route['output']>, meta: EventMetadata) => Promise<AnswerFile>
}

export interface AnswerFile {
  /** In any script. */
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export function serveQuery<Route extends QueryRoute>(
  route: Route,
  served: Omit<ServedQuery<Route>, 'kind' | 'route'>,
): ServedQuery {
  return { kind: 'query', route, ...served } as unknown as ServedQuery
}

export interface CommandContext {
  readonly principal: Principal | null
  /** `anonymous` without a session. */
  readonly actor: string
  readonly receivedAt: Instant
  /** Shanghai day of receipt. */
  readonly today: string
  readonly commandId: string
  /** The same command makes the same ids. */
  newId(index?: number): string
  /** Metadata for an event; occurredAt defaults to receipt. */
  meta(extra?: Partial<Pick<EventMetadata, 'occurredAt' | 'onBehalfOf' | 'channel' | 'causationId'>>): EventMetadata
  /** Decides and appends with this command's key, and If-Match where the client sent it. */
  execute<Command, Event extends { readonly type: string; readonly data: unknown }, State, Facts>(
    owner: Aggregate<Command, Event, State, Facts>,
    id: string,
    request: { command: Command; facts?: () => Facts | Promise<Facts>; meta?: EventMetadata },
  ): Promise<Executed>
  readonly store: CommandStore
  readonly views: Views
  may(action: string, subject: Subject): boolean
  readonly language: Language
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface ServedCommand<Route extends CommandRoute = CommandRoute> {
  readonly kind: 'command'
  readonly route: Route
  readonly subject: (
    input: { params: z.output<Route['params']>; body: z.output<Route['body']> },
    read: Read,
  ) => Subject | null
  readonly handle: (
    context: CommandContext,
    input: { params: z.output<Route['params']>; body: z.output<Route['body']> },
  ) => Promise<z.input<Route['answer']>>
  /** Replaces reading the body as JSON, for multipart. */
  readonly multipart?: (request: FastifyRequest) => Promise<unknown>
  /** Larger than what every other body may be. */
  readonly bodyLimitBytes?: number
}

export function serveCommand<Route extends CommandRoute>(
  route: Route,
  served: Omit<ServedCommand<Route>, 'kind' | 'route'>,
): ServedCommand {
  return { kind: 'command', route, ...served } as unknown as ServedCommand
}

/** The usual answer of a command. */
export function answerOf(id: string, executed: Executed): CommandAnswer {
  return { id, revision: executed.revision, position: executed.position }
}

export type Served = ServedQuery | ServedCommand

export interface FeatureDeps {
  readonly config: Config
  readonly log: Log
  readonly store: CommandStore
  readonly views: Views
  readonly files: FileStore
  readonly logger: Logger
  readonly nowMs: () => number
}

export type Stop = () => Promise<void>

export interface ServerFeature {
  readonly slug: string
  readonly projections: readonly Projection[]
  readonly serve: (deps: FeatureDeps) => readonly Served[]
  /** Who may come by a one-purpose link instead of signing in. */
  readonly links?: readonly LinkSource[]
  /** What the timer must append by now: due targets and the like. Called with the instant that time has reached. */
  readonly due?: (deps: FeatureDeps) => DueSource
  /** What follows across streams. */
  readonly processes?: (deps: FeatureDeps) => readonly Process[]
  /** Appends what every log must begin with (suggested rules); idempotent. */
  readonly begin?: (deps: FeatureDeps) => Promise<void>
  /** Starts what goes on beside requests, once the feature has begun; answers how it is ended before the log is closed. */
  readonly run?: (deps: FeatureDeps) => Stop
  /** The same on every node, with the lease or without it, from when its views are ready. */
  readonly everywhere?: (deps: FeatureDeps) => Stop
}

export interface DueItem {
  readonly dueAt: Instant
  /** Appends the event; idempotent. */
  readonly fire: () => Promise<Position | null>
}

export interface DueSource {
  /** Everything that fell due at or before the instant and has not fired, oldest first. */
  dueUntil(instant: Instant): DueItem[]
  /** The next instant at which something falls due, for the timer's sleep. */
  nextDueAt(): Instant | undefined
}
