/** Serves consultations 一下一上一公示. */

import { type ConsultationCommand, consultationApi } from '@changxin/shared/decisions'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { householdsOf, isHousehold, ruleInForce } from '../participation/participation.reads.ts'
import { Consultations } from './consultation.aggregates.ts'
import { consultationNow, listConsultations, listOpinions, viewConsultation } from './consultation.queries.ts'

const READS = [
  'decisions_consultation_consultation',
  'decisions_consultation_stance',
  'decisions_consultation_opinion',
  'places_unit',
]

const list = serveQuery(consultationApi.list, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, input) => listConsultations(context, input),
})
const consultation = serveQuery(consultationApi.consultation, {
  reads: READS,
  subject: ({ id }, read) => consultationNow(read, id),
  run: (context, { id }) => viewConsultation(context, id),
})
const opinions = serveQuery(consultationApi.opinions, {
  reads: READS,
  subject: ({ id }, read) => consultationNow(read, id),
  run: (context, input) => listOpinions(context, input),
})

const ofConsultation = {
  subject: ({ params }: { params: { id: string } }, read: Read) => consultationNow(read, params.id),
}

async function take(
  context: CommandContext,
  id: string,
  command: Exclude<ConsultationCommand, { type: 'SendDown' }>,
  files: readonly string[] = [],
) {
  await requireFilesOf(context, files)
  const executed = await context.execute(Consultations, id, {
    command,
    async facts() {
      await caughtUp(context)
      return context.views.peek((read) => {
        const compoundId = consultationNow(read, id)?.compoundId ?? ''
        const unitHere = command.type === 'GiveOpinion' && isHousehold(read, compoundId, command.unitId)
        return { unitHere, households: householdsOf(read, compoundId) }
      })
    },
  })
  return answerOf(id, executed)
}

const commands: readonly Served[] = [
  serveCommand(consultationApi.sendDown, {
    subject: ({ params }, read) => subjectOfCompound(read, params.id),
    async handle(context, { params: { id: compoundId }, body }) {
      await requireFilesOf(context, body.files)
      const { today } = context
      const consultationId = context.newId()
      const postingDays = (await ruleInForce(context, compoundId, today)).settings.finalPostingDays
      const command = { type: 'SendDown' as const, consultationId, compoundId, ...body, postingDays, today }
      return answerOf(consultationId, await context.execute(Consultations, consultationId, { command }))
    },
  }),
  serveCommand(consultationApi.outreach, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) =>
      take(
        context,
        id,
        { type: 'RecordOutreach', outreachId: context.newId(), ...body, today: context.today },
        body.files,
      ),
  }),
  serveCommand(consultationApi.opinion, {
    subject({ params, body }, read) {
      const subject = consultationNow(read, params.id)
      // Whoever lives there speaks on screen, while opinions are taken; papers come in through those who keep them.
      return subject && (body.means === 'screen' ? { ...subject, unitId: body.unitId } : subject)
    },
    handle: (context, { params: { id }, body }) =>
      take(context, id, { type: 'GiveOpinion', opinionId: context.newId(), ...body, today: context.today }, body.files),
  }),
  serveCommand(consultationApi.papers, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) =>
      take(context, id, { type: 'CountPapers', batchId: context.newId(), ...body, today: context.today }, body.files),
  }),
  serveCommand(consultationApi.sumUp, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) =>
      take(context, id, { type: 'SumUp', ...body, today: context.today }, body.files),
  }),
  serveCommand(consultationApi.review, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) =>
      take(context, id, { type: 'Review', ...body, today: context.today }, body.files),
  }),
  serveCommand(consultationApi.post, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) =>
      take(context, id, { type: 'PostFinal', ...body, today: context.today }, [...body.files, ...body.photos]),
  }),
  serveCommand(consultationApi.finish, {
    ...ofConsultation,
    handle: (context, { params: { id }, body }) => take(context, id, { type: 'Finish', ...body, today: context.today }),
  }),
]

export const consultationServed: readonly Served[] = [list, consultation, opinions, ...commands]
