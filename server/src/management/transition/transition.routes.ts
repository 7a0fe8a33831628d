/** Serves transitions: every step is decided the same way; only the command differs. */
import type { CommandAnswer } from '@changxin/shared/kernel'
import { type TransitionCommand, transitionApi } from '@changxin/shared/management'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Managements } from '../management.aggregates.ts'
import { TRANSITION_RULES_ID, TransitionRules } from './transition.aggregates.ts'
import { transitionFacts } from './transition.facts.ts'
import { listTransitions, transitionRules, viewTransition } from './transition.queries.ts'

const inCompound = {
  subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id),
}

type Details<Command = TransitionCommand> = Command extends TransitionCommand
  ? Omit<Command, 'compoundId' | 'today'>
  : never

interface Asked {
  readonly compoundId: string
  readonly files?: readonly string[]
  /** The operator that the command names. */
  readonly operatorId?: string | null
  /** What is answered; the compound's own id where nothing new was made. */
  readonly id?: string
}

async function tell(context: CommandContext, asked: Asked, details: Details): Promise<CommandAnswer> {
  const { compoundId, files = [], operatorId = null, id = compoundId } = asked
  await requireFilesOf(context, files)
  const executed = await context.execute(Managements, compoundId, {
    command: { compoundId, today: context.today, ...details } as TransitionCommand,
    facts: () => transitionFacts(context.store, operatorId),
  })
  return answerOf(id, executed)
}

const propose = serveCommand(transitionApi.propose, {
  ...inCompound,
  handle(context, { params: { id: compoundId }, body: { transitionId: known, proposal, reason, text, files } }) {
    const operatorId = proposal?.operatorId ?? null
    if (known !== undefined && proposal)
      return tell(context, { compoundId, operatorId, id: known }, { type: 'ProposeManager', proposal })
    const transitionId = context.newId()
    return tell(
      context,
      { compoundId, files, operatorId, id: transitionId },
      { type: 'OpenTransition', transitionId, reason, text: text ?? null, files, proposal },
    )
  },
})

const decide = serveCommand(transitionApi.decide, {
  ...inCompound,
  handle: (context, { params: { id: compoundId }, body }) => {
    const files = body.ground.file === null ? [] : [body.ground.file]
    return tell(context, { compoundId, files, operatorId: body.operatorId }, { type: 'DecideTransition', ...body })
  },
})

const notice = serveCommand(transitionApi.notice, {
  ...inCompound,
  handle: (context, { params, body }) =>
    tell(context, { compoundId: params.id, files: body.files }, { type: 'GiveNotice', ...body }),
})

const handover = serveCommand(transitionApi.handover, {
  ...inCompound,
  handle: (context, { params, body: { items } }) =>
    tell(
      context,
      { compoundId: params.id, files: items.flatMap(({ files }) => files) },
      { type: 'RecordHandover', items },
    ),
})

const sign = serveCommand(transitionApi.sign, {
  ...inCompound,
  handle: (context, { params, body }) =>
    tell(context, { compoundId: params.id, files: body.files }, { type: 'SignHandover', ...body }),
})

const skip = serveCommand(transitionApi.skip, {
  ...inCompound,
  handle: (context, { params, body }) =>
    tell(context, { compoundId: params.id, files: body.files }, { type: 'SkipStep', ...body }),
})

const takeOver = serveCommand(transitionApi.takeOver, {
  ...inCompound,
  handle(context, { params: { id: compoundId }, body }) {
    const adoptionId = context.newId()
    return tell(context, { compoundId, id: adoptionId }, { type: 'TakeOver', adoptionId, on: body.on })
  },
})

const check = serveCommand(transitionApi.check, {
  ...inCompound,
  handle: (context, { params, body }) =>
    tell(context, { compoundId: params.id, files: body.files }, { type: 'CheckTransition', ...body }),
})

const cancel = serveCommand(transitionApi.cancel, {
  ...inCompound,
  handle: (context, { params, body }) =>
    tell(context, { compoundId: params.id }, { type: 'CancelTransition', ...body }),
})

const adoptRule = serveCommand(transitionApi.adoptRule, {
  subject: () => ({}),
  async handle(context, { body: rule }) {
    const command = { type: 'AdoptTransitionRule', rule } as const
    return answerOf(rule.ruleId, await context.execute(TransitionRules, TRANSITION_RULES_ID, { command }))
  },
})

export const transitionServed: readonly Served[] = [
  serveQuery(transitionApi.transition, {
    reads: [
      'management_transition_step',
      'management_transition_rule',
      'management_operator',
      'maintenance_request',
      'maintenance_handover_pending',
      'clock_day',
    ],
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: (context, { id }) => viewTransition(context, id),
  }),
  serveQuery(transitionApi.transitions, {
    reads: ['management_transition_row'],
    concerns: ({ compoundId }) => ({ compoundId }),
    sameForScope: true,
    subject: () => ({}),
    run: (context, input) => listTransitions(context, input),
  }),
  serveQuery(transitionApi.rules, {
    reads: ['management_transition_rule'],
    sameForScope: true,
    subject: () => ({}),
    run: ({ read }) => ({ items: transitionRules(read) }),
  }),
  propose,
  decide,
  notice,
  handover,
  sign,
  skip,
  takeOver,
  check,
  cancel,
  adoptRule,
]
