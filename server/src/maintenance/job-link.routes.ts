/** Serves job links: the desk gives and revokes them, their holders see and do the one job. */
import { dayOf, type EventMetadata, type Id, Rejected } from '@changxin/shared/kernel'
import {
  jobLinkApi,
  jobLinkDecider,
  jobLinkErrors,
  jobLinkEvents,
  requireJobLinkDays,
} from '@changxin/shared/maintenance'
import { z } from 'zod'
import { createLinkTokens, type HeldLink, type LinkTokens, tokenHashOf } from '../access/one-purpose-link.ts'
import type { Principal } from '../access/principal.ts'
import { aggregate } from '../commands/aggregate.ts'
import { answerOf, type CommandContext, type FeatureDeps, type Served, serveCommand, serveQuery } from '../feature.ts'
import { metaOf, Person, shown } from '../people/index.ts'
import { subjectOfCompound } from '../places/index.ts'
import { JOB_LINK_TABLE } from './job-link.projection.ts'
import { contractorsOf, isContractor, linksOf } from './job-link.queries.ts'
import { viewJob } from './job-link.view.ts'
import { Requests } from './maintenance.aggregates.ts'
import { originOf, subjectOfRequest } from './maintenance.subject.ts'
import { type StepDetails, type StepInput, step } from './request.step.ts'

const { reject } = jobLinkErrors
const JobLinks = aggregate('joblink', jobLinkDecider, jobLinkEvents)

interface Chosen {
  readonly contractorId: Id | null
  readonly name: string | null
  readonly phone: string | null
}

function requireOneOf({ contractorId, name }: Chosen): void {
  if ((contractorId === null) !== (name === null)) return
  throw new z.ZodError([
    { code: 'custom', path: ['name'], message: 'the name of a firm, or one known here', input: undefined },
  ])
}

/** The firm's name and phone are in its person's own stream alone: no hash of them stays anywhere else. */
async function registerContractor(context: CommandContext, personId: Id, { name, phone }: Chosen): Promise<void> {
  if (name === null) return
  await context.store.execute(Person, personId, {
    meta: metaOf(context, jobLinkApi.give.action, { name, phone }),
    command: { type: 'RegisterPerson', personId, name, phone },
  })
}

const give = (tokens: LinkTokens) =>
  serveCommand(jobLinkApi.give, {
    subject: ({ params }, read) => subjectOfRequest(read, params.id),
    async handle(context, { params: { id: requestId }, body }) {
      requireOneOf(body)
      requireJobLinkDays(body.expiresOn, context.today)
      const { contractorId: known, expiresOn, showsCallBack } = body
      const compoundId = context.views.peek((read) => originOf(read, requestId)?.compound_id)
      if (compoundId === undefined) throw new Rejected('not-found')
      if (known !== null && !context.views.peek((read) => isContractor(read, compoundId, known)))
        throw reject('job-link-contractor-unknown', { field: 'contractorId' })
      const contractorId = known ?? context.newId(1)
      const linkId = context.newId()
      const token = tokens.of(linkId)
      const meta = metaOf(context, jobLinkApi.give.action, { requestId, contractorId, expiresOn, showsCallBack })
      // First, because it is what can be refused: a refusal leaves nobody registered and no link behind.
      await assign(context, requestId, contractorId, meta)
      await registerContractor(context, contractorId, body)
      const given = await context.store.execute(JobLinks, linkId, {
        meta,
        command: {
          type: 'GiveJobLink',
          linkId,
          requestId,
          compoundId,
          contractorId,
          tokenHash: tokenHashOf(token),
          showsCallBack,
          expiresOn,
          today: dayOf(context.receivedAt),
        },
        facts: async () => ({ assigneeId: await assigneeOf(context, requestId) }),
      })
      return { ...answerOf(linkId, await shown(context, given)), contractorId, token }
    },
  })

/** By the same command as for every worker, so that lists and history tell who has it. */
async function assign(context: CommandContext, requestId: Id, assigneeId: Id, meta: EventMetadata): Promise<void> {
  const { receivedAt, actor } = context
  await context.execute(Requests, requestId, {
    meta,
    command: { type: 'AssignRequest', requestId, at: receivedAt, receivedAt, by: actor, assigneeId },
    // Whom the desk sends from outside holds no role that could say so.
    facts: () => ({ assigneeMayWork: true }),
  })
}

async function assigneeOf({ store }: CommandContext, requestId: Id): Promise<Id | null> {
  const { state } = await store.load(Requests, requestId)
  return state.status === 'none' ? null : state.assigneeId
}

const revoke = serveCommand(jobLinkApi.revoke, {
  subject: ({ params }, read) => subjectOfRequest(read, params.id),
  async handle(context, { params: { id: requestId, linkId } }) {
    const revoked = await context.execute(JobLinks, linkId, { command: { type: 'RevokeJobLink', requestId } })
    return answerOf(linkId, await shown(context, revoked))
  },
})

const links = serveQuery(jobLinkApi.links, {
  reads: [JOB_LINK_TABLE, 'people_person'],
  subject: ({ id }, read) => subjectOfRequest(read, id),
  run: ({ read }, { id }) => ({ items: linksOf(read, id) }),
})

const contractors = serveQuery(jobLinkApi.contractors, {
  reads: [JOB_LINK_TABLE, 'people_person'],
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => ({ items: contractorsOf(read, id) }),
})

function linkIn(principal: Principal | null): HeldLink {
  if (!principal?.link) throw new Rejected('forbidden')
  return principal.link
}

const job = serveQuery(jobLinkApi.job, {
  reads: [JOB_LINK_TABLE, 'maintenance_request', 'people_person'],
  subject: () => ({}),
  run: ({ read, principal }) => viewJob(read, linkIn(principal).linkId),
})

/** The views that let the link in may be a moment old: what is durable decides. */
async function requireHeld(context: CommandContext, { linkId, aboutId }: HeldLink): Promise<void> {
  const { state: link } = await context.store.load(JobLinks, linkId)
  if (!link || link.isRevoked || (await assigneeOf(context, aboutId)) !== context.actor)
    throw reject('job-link-withdrawn')
}

async function jobStep(context: CommandContext, body: StepInput['body'], details: StepDetails) {
  const held = linkIn(context.principal)
  await requireHeld(context, held)
  const taken = await step(context, { params: { id: held.aboutId }, body }, details)
  // The next look at the job, or a link that ended with this step, must show it.
  if (taken.position !== null) await context.views.waitFor(taken.position)
  return taken
}

const start = serveCommand(jobLinkApi.start, {
  subject: () => ({}),
  handle: (context, { body }) => jobStep(context, body, { type: 'StartWork' }),
})
const complete = serveCommand(jobLinkApi.complete, {
  subject: () => ({}),
  handle: (context, { body }) => jobStep(context, body, { type: 'CompleteWork', note: body.note, files: body.files }),
})
const handBack = serveCommand(jobLinkApi.handBack, {
  subject: () => ({}),
  handle: (context, { body }) => jobStep(context, body, { type: 'HandBackRequest', reason: body.reason }),
})

export const jobLinkServed = ({ config }: Pick<FeatureDeps, 'config'>): readonly Served[] => [
  give(createLinkTokens(config)),
  revoke,
  links,
  contractors,
  job,
  start,
  complete,
  handBack,
]
