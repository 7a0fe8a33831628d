/** Serves surveys; the sheet comes as a workbook. */

import { surveyApi } from '@changxin/shared/decisions'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { writeSheet, XLSX_TYPE } from '../../maintenance/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { isHousehold } from '../participation/participation.reads.ts'
import { Surveys } from './survey.aggregates.ts'
import { listMissing, listSurveys, surveyNow, surveySheet, viewSurvey } from './survey.queries.ts'

const READS = [
  'decisions_survey_survey',
  'decisions_survey_answer',
  'decisions_survey_count',
  'places_unit',
  'clock_day',
]
/** A sheet of a workbook is called something that every program takes. */
const SHEET_NAME = '调查'

const list = serveQuery(surveyApi.list, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, input) => listSurveys(context, input),
})
const survey = serveQuery(surveyApi.survey, {
  reads: READS,
  subject: ({ id }, read) => surveyNow(read, id),
  run: (context, { id }) => viewSurvey(context, id),
})
const missing = serveQuery(surveyApi.missing, {
  reads: READS,
  subject: ({ id }, read) => surveyNow(read, id),
  run: (context, input) => listMissing(context, input),
})
const sheet = serveQuery(surveyApi.sheet, {
  reads: READS,
  subject: ({ id }, read) => surveyNow(read, id),
  run: (context, { id }) => surveySheet(context, id),
  file: async ({ name, lines }) => ({
    name: `${name}.xlsx`,
    type: XLSX_TYPE,
    bytes: await writeSheet(SHEET_NAME, lines),
  }),
})

const open = serveCommand(surveyApi.open, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body: { items, ...body } }) {
    const surveyId = context.newId()
    const numbered = items.map((item, index) => ({ itemId: context.newId(index + 1), ...item }))
    const { today } = context
    const command = { type: 'OpenSurvey' as const, surveyId, compoundId, ...body, items: numbered, today }
    return answerOf(surveyId, await context.execute(Surveys, surveyId, { command }))
  },
})
const answer = serveCommand(surveyApi.answer, {
  subject({ params, body }, read) {
    const subject = surveyNow(read, params.id)
    // Whoever lives there answers on screen; what was said at the door comes in through those who asked.
    return subject && (body.means === 'screen' ? { ...subject, unitId: body.unitId } : subject)
  },
  async handle(context, { params: { id }, body }) {
    await requireFilesOf(context, body.files)
    const command = { type: 'AnswerSurvey' as const, ...body, today: context.today }
    const executed = await context.execute(Surveys, id, {
      command,
      async facts() {
        await caughtUp(context)
        const unitHere = context.views.peek((read) => {
          const known = surveyNow(read, id)
          return known !== null && isHousehold(read, known.compoundId, body.unitId)
        })
        return { unitHere }
      },
    })
    return answerOf(id, executed)
  },
})
const close = serveCommand(surveyApi.close, {
  subject: ({ params }, read) => surveyNow(read, params.id),
  async handle(context, { params: { id }, body: { reason } }) {
    const command = { type: 'CloseSurvey' as const, reason, today: context.today }
    return answerOf(id, await context.execute(Surveys, id, { command }))
  },
})

export const surveyServed: readonly Served[] = [list, survey, missing, sheet, open, answer, close]
