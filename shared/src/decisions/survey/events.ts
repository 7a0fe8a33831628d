/**
 * 菜单式调查: what each household wants of a renovation menu, stream `survey-<id>`. It is not a vote: a household counts
 * once, by its last answer, and the share of households that answered stands beside every figure.
 */
import { Day, type EventOf, event, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

export const MAX_SURVEY_ITEMS = 40
const OfSurvey = { surveyId: Id, compoundId: Id }

export const SurveyItem = z.object({
  itemId: Id,
  title: Line(60),
  note: Line(200).nullable(),
  /** What a household would pay, as a person would say it; null where it costs them nothing or is not known. */
  share: Line(60).nullable(),
})
export type SurveyItem = z.infer<typeof SurveyItem>

/** 要改, 要改也愿意出资, 不要改. */
export const SurveyWish = z.enum(['want', 'will-pay', 'object'])
export type SurveyWish = z.infer<typeof SurveyWish>
/** An item that is not named was left open. */
export const SurveyAnswers = z.array(z.strictObject({ itemId: Id, wish: SurveyWish })).max(MAX_SURVEY_ITEMS)
export type SurveyAnswers = z.infer<typeof SurveyAnswers>

export const SurveyOpened = event(
  'SurveyOpened',
  z.object({
    ...OfSurvey,
    title: Line(80),
    items: z.array(SurveyItem).min(1).max(MAX_SURVEY_ITEMS),
    /** Both inclusive. */
    opensOn: Day,
    closesOn: Day,
  }),
)
export const HouseholdAnswered = event(
  'HouseholdAnswered',
  z.object({
    ...OfSurvey,
    unitId: Id,
    answers: SurveyAnswers,
    means: z.enum(['screen', 'door', 'phone', 'paper']),
    /** A paper that was filled in. */
    files: z.array(Sha256).max(4),
    answeredOn: Day,
  }),
)
/** Ended before its last day. */
export const SurveyClosed = event('SurveyClosed', z.object({ ...OfSurvey, closedOn: Day, reason: Line(200) }))

export const surveyEvents = [SurveyOpened, HouseholdAnswered, SurveyClosed] as const
export type SurveyEvent = EventOf<typeof surveyEvents>
