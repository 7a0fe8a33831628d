/** Serves rotas: reads, opening and changing them, and what their people say of their turns. */

import { addDays } from '@changxin/shared/kernel'
import { type RotaCommand, rotaApi } from '@changxin/shared/management'
import type { Subject } from '../../access/may.ts'
import { createLinkTokens, tokenHashOf } from '../../access/one-purpose-link.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import {
  answerOf,
  type CommandContext,
  type FeatureDeps,
  type Served,
  serveCommand,
  serveQuery,
} from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { metaOf, Person, shown } from '../../people/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { missedTurns, rotaPeople, whoMayServe } from './missed.queries.ts'
import { Rotas } from './rota.aggregates.ts'
import { myTurns, onDutyOf, rotasOf, viewRota } from './rota.queries.ts'
import { memberIdsOf, subjectOfOwner, subjectOfRota, subjectOfTurn } from './rota.reads.ts'
import { DUTIES, MEMBERS, ROTA_TABLES, ROTAS, TURNS } from './rota.schema.ts'

const WITH_NAMES = [...ROTA_TABLES, 'people_person', 'clock_day']

/** Turns of the next days are already in people's minds: what is planned anew begins after them. */
const REPLAN_AFTER_DAYS = 7

/** The name of whoever stands for a published telephone: an office, nobody's own. */
const DESK_NAME = '值班电话'

const queries: readonly Served[] = [
  serveQuery(rotaApi.rotas, {
    reads: [ROTAS, MEMBERS, 'management_current'],
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: (context, { id }) => rotasOf(context, id),
  }),
  serveQuery(rotaApi.onDuty, {
    reads: [DUTIES, ROTAS, 'people_person'],
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: (context, { id }) => onDutyOf(context, id),
  }),
  serveQuery(rotaApi.rota, {
    reads: WITH_NAMES,
    subject: ({ id }, read) => subjectOfRota(read, id),
    run: (context, { id, ...asked }) => viewRota(context, id, asked),
  }),
  serveQuery(rotaApi.myTurns, { reads: WITH_NAMES, subject: () => ({}), run: (context) => myTurns(context) }),
  serveQuery(rotaApi.missed, {
    reads: [TURNS, ROTAS, 'management_current', 'people_person'],
    subject: () => ({}),
    run: (context) => missedTurns(context),
  }),
  serveQuery(rotaApi.people, {
    reads: ['people_person', 'people_grant', 'places_relation'],
    subject: (owner, read) => subjectOfOwner(read, owner),
    run: ({ read }, owner) => rotaPeople(read, owner),
  }),
]

async function step(context: CommandContext, rotaId: string, command: RotaCommand) {
  return answerOf(rotaId, await shown(context, await context.execute(Rotas, rotaId, { command })))
}

const ofRota = { subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfRota(read, params.id) }

const running: readonly Served[] = [
  serveCommand(rotaApi.open, {
    subject: ({ body }, read) => subjectOfOwner(read, body.owner),
    async handle(context, { body }) {
      const rotaId = context.newId()
      await caughtUp(context)
      const opened = await context.execute(Rotas, rotaId, {
        command: { type: 'OpenRota', rotaId, ...body, at: context.receivedAt },
        facts: () =>
          context.views.peek((read) => ({
            ownerKnown: subjectOfOwner(read, body.owner) !== null,
            mayServe: whoMayServe(read, body.owner, body.personIds),
          })),
      })
      return answerOf(rotaId, await shown(context, opened))
    },
  }),
  serveCommand(rotaApi.join, {
    ...ofRota,
    async handle(context, { params: { id }, body: { personId, replan } }) {
      await caughtUp(context)
      const { state } = await context.store.load(Rotas, id)
      const joined = await context.execute(Rotas, id, {
        command: {
          type: 'JoinRota',
          personId,
          replanFrom: replan ? addDays(context.today, REPLAN_AFTER_DAYS) : null,
          at: context.receivedAt,
        },
        facts: () => ({
          mayServe: state ? context.views.peek((read) => whoMayServe(read, state.owner, [personId])) : [],
        }),
      })
      return answerOf(id, await shown(context, joined))
    },
  }),
  serveCommand(rotaApi.leave, {
    // Each for oneself, or whoever runs the rota.
    subject: ({ params: { id, personId } }, read) => withPeople(subjectOfRota(read, id), [personId]),
    handle: (context, { params: { id, personId } }) =>
      step(context, id, { type: 'LeaveRota', personId, at: context.receivedAt }),
  }),
  serveCommand(rotaApi.changePattern, {
    ...ofRota,
    handle: (context, { params, body: { pattern } }) =>
      step(context, params.id, { type: 'ChangeRotaPattern', pattern, at: context.receivedAt }),
  }),
  serveCommand(rotaApi.close, {
    ...ofRota,
    handle: (context, { params }) => step(context, params.id, { type: 'CloseRota', at: context.receivedAt }),
  }),
  serveCommand(rotaApi.shareMissed, {
    // Of the group that runs the rota, not of each member.
    subject: ({ params: { id } }, read) => withPeople(subjectOfRota(read, id), []),
    handle: (context, { params, body }) =>
      step(context, params.id, { type: 'ShareMissedTurns', ...body, at: context.receivedAt }),
  }),
  serveCommand(rotaApi.publishPhone, {
    ...ofRota,
    async handle(context, { params: { id }, body: { phone } }) {
      const personId = phone === null ? null : context.newId()
      // Neither the number nor a hash of it stays anywhere but in the erasable stream.
      const meta = metaOf(context, rotaApi.publishPhone.action, { id, personId })
      const published = await context.execute(Rotas, id, { meta, command: { type: 'PublishDeskPhone', personId } })
      if (personId !== null) {
        const registered = await context.store.execute(Person, personId, {
          meta: metaOf(context, rotaApi.publishPhone.action, { phone }),
          command: { type: 'RegisterPerson', personId, name: DESK_NAME, phone },
        })
        await shown(context, registered)
      }
      return answerOf(id, await shown(context, published))
    },
  }),
]

const withPeople = (subject: Subject | null, personIds: readonly string[]): Subject | null =>
  subject && { ...subject, personIds }

interface TurnInput {
  readonly params: { readonly id: string; readonly turnId: string }
}
const ofTurn = { subject: ({ params: { id, turnId } }: TurnInput, read: Read) => subjectOfTurn(read, id, turnId) }
/** A colleague may say it too. */
const ofGroup = {
  subject: ({ params: { id, turnId } }: TurnInput, read: Read) => {
    const own = subjectOfTurn(read, id, turnId)
    return withPeople(own, [...(own?.personIds ?? []), ...memberIdsOf(read, id)])
  },
}

const turns: readonly Served[] = [
  serveCommand(rotaApi.start, {
    ...ofTurn,
    handle: (context, { params: { id, turnId } }) =>
      step(context, id, { type: 'StartTurn', turnId, at: context.receivedAt }),
  }),
  serveCommand(rotaApi.keep, {
    ...ofGroup,
    async handle(context, { params: { id, turnId }, body: { note, files } }) {
      await requireFilesOf(context, files)
      const { state } = await context.store.load(Rotas, id)
      const how = state?.turns.get(turnId)?.personId === context.actor ? 'self' : 'colleague'
      return step(context, id, { type: 'KeepTurn', turnId, how, note, files, at: context.receivedAt })
    },
  }),
  serveCommand(rotaApi.askSwap, {
    ...ofTurn,
    handle: (context, { params: { id, turnId }, body }) => {
      const of = { turnId, swapId: context.newId(), by: context.actor, at: context.receivedAt }
      return step(context, id, { type: 'AskSwap', ...of, ...body })
    },
  }),
  serveCommand(rotaApi.agreeSwap, {
    ...ofGroup,
    handle: (context, { params: { id, turnId, swapId } }) =>
      step(context, id, { type: 'AgreeSwap', turnId, swapId, by: context.actor, at: context.receivedAt }),
  }),
  serveCommand(rotaApi.declineSwap, {
    ...ofGroup,
    handle: (context, { params: { id, turnId, swapId } }) =>
      step(context, id, { type: 'DeclineSwap', turnId, swapId, by: context.actor }),
  }),
]

const giveLink = ({ config }: Pick<FeatureDeps, 'config'>): Served => {
  const tokens = createLinkTokens(config)
  return serveCommand(rotaApi.giveLink, {
    // For whoever runs the rota: nobody gives a link to somebody else's turn beside them.
    subject: ({ params: { id, turnId } }, read) => withPeople(subjectOfTurn(read, id, turnId), []),
    async handle(context, { params: { id, turnId } }) {
      const linkId = context.newId()
      const token = tokens.of(linkId)
      const command = { type: 'GiveTurnLink' as const, turnId, linkId, tokenHash: tokenHashOf(token) }
      const answer = await step(context, id, { ...command, at: context.receivedAt })
      return { ...answer, id: linkId, token }
    },
  })
}

export const rotaServed = (deps: Pick<FeatureDeps, 'config'>): readonly Served[] => [
  ...queries,
  ...running,
  ...turns,
  giveLink(deps),
]
