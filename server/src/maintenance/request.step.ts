/** Every step of a request is decided the same way; only the command differs. */
import type { CommandAnswer, EventMetadata, Id, Instant } from '@changxin/shared/kernel'
import type { RequestCommand, RequestFacts, StepCommand } from '@changxin/shared/maintenance'
import { answerOf, type CommandContext } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { Requests } from './maintenance.aggregates.ts'

export interface StepInput {
  readonly params: { readonly id: Id }
  readonly body: { readonly occurredAt?: Instant | undefined; readonly files?: readonly string[] }
}

type Timing = 'requestId' | 'at' | 'receivedAt' | 'by'
export type StepDetails = StepCommand extends infer Command
  ? Command extends StepCommand
    ? Omit<Command, Timing>
    : never
  : never

export interface StepExtras {
  /** Whose step it is, where somebody else enters it. */
  readonly by?: Id
  readonly meta?: Partial<Pick<EventMetadata, 'onBehalfOf' | 'channel'>>
  readonly facts?: () => RequestFacts | Promise<RequestFacts>
}

/** When, and by whom: what all commands of a request have in common. */
export function timingOf(context: CommandContext, { params, body }: StepInput) {
  const at = body.occurredAt ?? context.receivedAt
  return { requestId: params.id, at, receivedAt: context.receivedAt, by: context.actor }
}

export async function step(
  context: CommandContext,
  input: StepInput,
  details: StepDetails,
  { by = context.actor, meta, facts }: StepExtras = {},
): Promise<CommandAnswer> {
  await requireFilesOf(context, input.body.files ?? [])
  const timing = timingOf(context, input)
  const executed = await context.execute(Requests, input.params.id, {
    command: { ...timing, ...details, by } as RequestCommand,
    meta: context.meta({ ...meta, occurredAt: timing.at }),
    ...(facts ? { facts } : {}),
  })
  return answerOf(input.params.id, executed)
}
