/** Serves the commands of a decision from proposal to posted result. Ballots have a file of their own. */

import { type CalledBy, decisionErrors, decisionsApi } from '@changxin/shared/decisions'
import { locateIn } from '../access/locate.ts'
import { grantCovers } from '../access/may.ts'
import { caughtUp } from '../commands/caught-up.ts'
import { answerOf, type CommandContext, type FeatureDeps, type Served, serveCommand } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { subjectOfCompound } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import { Decisions } from './decision.aggregates.ts'
import { ballotRoutes } from './decision.ballots.routes.ts'
import { counterFacts, demandStands, rollFor, unknownItems } from './decision.facts.ts'
import { decisionQueries } from './decision.queries.routes.ts'
import { subjectOfDecision } from './decision.subject.ts'
import { procedureOn } from './effects/effects.process.ts'
import { votingRuleFor } from './rules/rules.facts.ts'

const { reject } = decisionErrors
type OnDecision = { readonly params: { readonly id: string } }
/** By role in the compound. */
const guided = { subject: ({ params }: OnDecision, read: Read) => subjectOfDecision(read, params.id) }
/** Nobody calls a decision in another's name. Beside an administrator, who keeps the papers for all of them. */
const CALLERS: Readonly<Record<CalledBy['kind'], readonly string[]>> = {
  committee: ['committee', 'administrator'],
  owners: ['committee', 'clerk', 'overseer', 'administrator'],
  community: ['clerk', 'administrator'],
  subdistrict: ['overseer', 'administrator'],
}
function requireCaller({ principal, views }: CommandContext, compoundId: string, { kind }: CalledBy): void {
  const here = views.peek((read) =>
    (principal?.grants ?? []).filter((grant) => grantCovers(grant, { compoundId }, locateIn(read))),
  )
  const roles: readonly string[] = here.map(({ role }) => role)
  if (!roles.some((role) => CALLERS[kind].includes(role))) throw reject('decision-caller-unfit', { field: 'calledBy' })
}

const propose = serveCommand(decisionsApi.propose, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body: { unsoldUnitIds, ...body } }) {
    requireCaller(context, compoundId, body.calledBy)
    const decisionId = context.newId()
    const { store, today: day } = context
    const command = { type: 'Propose' as const, decisionId, compoundId, ...body, today: day }
    const executed = await context.execute(Decisions, decisionId, {
      command,
      async facts() {
        // A rule of procedure that was adopted or set aside a moment ago is waited for.
        await caughtUp(context)
        return {
          for: 'Propose' as const,
          rule: await votingRuleFor(store, compoundId, day),
          procedure: context.views.peek((read) => procedureOn(read, compoundId, day)),
          units: await rollFor(store, { compoundId, scope: body.scope, day, unsoldUnitIds }),
          unknownItemIds: await unknownItems(store, compoundId, body.items),
          demandStands: await demandStands(store, compoundId, body.calledBy),
        }
      },
    })
    return answerOf(decisionId, executed)
  },
})

const object = serveCommand(decisionsApi.object, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    await requireFilesOf(context, body.file === null ? [] : [body.file])
    const objectionId = context.newId()
    const command = { type: 'ObjectToRoll' as const, decisionId, objectionId, ...body, today: context.today }
    return answerOf(objectionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const settleObjection = serveCommand(decisionsApi.settleObjection, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    const { store } = context
    const command = { type: 'SettleObjection' as const, decisionId, ...body }
    const executed = await context.execute(Decisions, decisionId, {
      command,
      async facts() {
        const { state } = await store.load(Decisions, decisionId)
        if (!state) throw reject('decision-unknown')
        const { compoundId, scope, proposedOn: day } = state.core
        return {
          for: 'SettleObjection' as const,
          units: await rollFor(store, { compoundId, scope, day, unsoldUnitIds: [] }),
        }
      },
    })
    return answerOf(body.objectionId, executed)
  },
})

const announce = serveCommand(decisionsApi.announce, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    const command = { type: 'Announce' as const, decisionId, ...body, today: context.today }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const post = serveCommand(decisionsApi.post, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    await requireFilesOf(context, body.files)
    const postingId = context.newId()
    const command = { type: 'PostNotice' as const, decisionId, postingId, ...body, today: context.today }
    return answerOf(postingId, await context.execute(Decisions, decisionId, { command }))
  },
})

const nameCounters = serveCommand(decisionsApi.nameCounters, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body: { counterIds } }) {
    const { store, views } = context
    const executed = await context.execute(Decisions, decisionId, {
      command: { type: 'NameCounters', decisionId, counterIds },
      async facts() {
        const { state } = await store.load(Decisions, decisionId)
        if (!state) throw reject('decision-unknown')
        return counterFacts(store, state, counterIds, (compoundId) => views.peek((read) => locateIn(read)(compoundId)))
      },
    })
    return answerOf(decisionId, executed)
  },
})

const undeliverable = serveCommand(decisionsApi.undeliverable, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    const command = { type: 'Undeliverable' as const, decisionId, ...body, at: context.receivedAt }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const recordProxy = serveCommand(decisionsApi.recordProxy, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    if (body.personId === context.actor) throw reject('not-for-oneself', { field: 'personId' })
    await requireFilesOf(context, body.files)
    const proxyId = context.newId()
    const command = { type: 'RecordProxy' as const, decisionId, proxyId, ...body, at: context.receivedAt }
    return answerOf(proxyId, await context.execute(Decisions, decisionId, { command }))
  },
})

const open = serveCommand(decisionsApi.open, {
  ...guided,
  async handle(context, { params: { id: decisionId } }) {
    const command = { type: 'OpenVoting' as const, decisionId, today: context.today }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const close = serveCommand(decisionsApi.close, {
  ...guided,
  async handle(context, { params: { id: decisionId } }) {
    const command = { type: 'CloseVoting' as const, decisionId, at: context.receivedAt }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const publish = serveCommand(decisionsApi.publish, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    await requireFilesOf(context, body.files)
    const command = { type: 'PublishResult' as const, decisionId, ...body, today: context.today }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

const annul = serveCommand(decisionsApi.annul, {
  ...guided,
  async handle(context, { params: { id: decisionId }, body }) {
    await requireFilesOf(context, body.files)
    const command = { type: 'AnnulDecision' as const, decisionId, ...body }
    return answerOf(decisionId, await context.execute(Decisions, decisionId, { command }))
  },
})

export const decisionRoutes = (deps: FeatureDeps): readonly Served[] => [
  ...decisionQueries,
  ...[propose, object, settleObjection, announce, post, nameCounters, undeliverable, recordProxy],
  ...[open, close, publish, annul],
  ...ballotRoutes(deps),
]
