/** Routes of surveys 菜单式调查. */
import { commandRoute, Day, Id, Line, PageInput, pageOf, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_SURVEY_ITEMS, SurveyAnswers, SurveyItem } from './events.ts'

export const SurveyCoverage = z.object({
  /** Households (units) of the compound, and those that answered. */
  households: z.int(),
  answered: z.int(),
})
export const SurveyRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  opensOn: Day,
  closesOn: Day,
  phase: z.enum(['coming', 'open', 'ended']),
  coverage: SurveyCoverage,
})
export type SurveyRow = z.infer<typeof SurveyRow>

const Wishes = z.object({ want: z.int(), 'will-pay': z.int(), object: z.int() })
export const SurveyDetail = SurveyRow.extend({
  closedReason: z.string().nullable(),
  items: z.array(SurveyItem.extend({ counts: Wishes })),
  byMeans: z.object({ screen: z.int(), door: z.int(), phone: z.int(), paper: z.int() }),
  /** The homes of the person who asks, with what each answered. */
  mine: z.array(z.object({ unitId: Id, label: z.string(), answers: SurveyAnswers.nullable() })),
  possible: z.array(z.string()),
})
export type SurveyDetail = z.infer<typeof SurveyDetail>

export const surveyApi = {
  list: queryRoute({
    action: 'decisions.surveys',
    path: '/api/compounds/:id/surveys',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(SurveyRow),
    summary: 'Surveys of a compound with their coverage, newest first',
  }),
  survey: queryRoute({
    action: 'decisions.survey',
    path: '/api/surveys/:id',
    input: { id: Id },
    output: SurveyDetail,
    summary: 'One survey: counts by item, and of how many households',
  }),
  missing: queryRoute({
    action: 'decisions.survey-missing',
    path: '/api/surveys/:id/missing',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(z.object({ id: Id, label: z.string() })),
    summary: 'Households that have not answered, in the order of doors',
  }),
  sheet: queryRoute({
    action: 'decisions.export-survey',
    path: '/api/surveys/:id/sheet',
    input: { id: Id },
    output: z.object({ name: z.string(), lines: z.array(z.array(z.string())) }),
    summary: 'The survey as a workbook: counts by item, then each household’s answer',
  }),
  open: commandRoute({
    action: 'decisions.open-survey',
    path: '/api/compounds/:id/surveys',
    params: { id: Id },
    body: z.strictObject({
      title: Line(80),
      items: z
        .array(
          z.strictObject({
            title: Line(60),
            note: Line(200).nullable().default(null),
            share: Line(60).nullable().default(null),
          }),
        )
        .min(1)
        .max(MAX_SURVEY_ITEMS),
      opensOn: Day,
      closesOn: Day,
    }),
    summary: 'Opens a survey with its menu',
  }),
  answer: commandRoute({
    action: 'decisions.answer-survey',
    path: '/api/surveys/:id/answers',
    params: { id: Id },
    body: z.strictObject({
      unitId: Id,
      answers: SurveyAnswers,
      means: z.enum(['screen', 'door', 'phone', 'paper']).default('screen'),
      files: z.array(Sha256).max(4).default([]),
    }),
    summary: 'What a household wants; the last answer counts until the survey ends',
  }),
  close: commandRoute({
    action: 'decisions.close-survey',
    path: '/api/surveys/:id/close',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Ends a survey before its last day',
  }),
}
