/** One survey: opened with its items, answered by households, the last answer counts until it ends. */
import { type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { rejectSurvey as reject } from './errors.ts'
import {
  HouseholdAnswered,
  type SurveyAnswers,
  SurveyClosed,
  type SurveyEvent,
  type SurveyItem,
  SurveyOpened,
} from './events.ts'

export interface KnownSurvey {
  readonly surveyId: string
  readonly compoundId: string
  readonly title: string
  readonly items: readonly SurveyItem[]
  readonly opensOn: Day
  readonly closesOn: Day
  readonly closedReason: string | null
}
export interface SurveyState {
  readonly survey: KnownSurvey | null
  /** By unit: the last answer, as compared text. */
  readonly answers: ReadonlyMap<string, string>
}

export interface SurveyFacts {
  /** Is the unit one of the compound? */
  readonly unitHere: boolean
}

export type SurveyCommand =
  | ({
      readonly type: 'OpenSurvey'
      readonly today: Day
    } & Omit<KnownSurvey, 'closedReason'>)
  | {
      readonly type: 'AnswerSurvey'
      readonly unitId: string
      readonly answers: SurveyAnswers
      readonly means: 'screen' | 'door' | 'phone' | 'paper'
      readonly files: readonly string[]
      readonly today: Day
    }
  | { readonly type: 'CloseSurvey'; readonly reason: string; readonly today: Day }

export type SurveyPhase = 'coming' | 'open' | 'ended'
export function surveyPhase({ opensOn, closesOn }: Pick<KnownSurvey, 'opensOn' | 'closesOn'>, day: Day): SurveyPhase {
  if (day < opensOn) return 'coming'
  return day > closesOn ? 'ended' : 'open'
}

/** The order in which items were answered makes no other answer. */
const textOf = (answers: SurveyAnswers) =>
  answers
    .map(({ itemId, wish }) => `${itemId} ${wish}`)
    .sort()
    .join('\n')

export const surveyDecider: Decider<SurveyCommand, SurveyEvent, SurveyState, SurveyFacts | undefined> = {
  initial: { survey: null, answers: new Map() },
  evolve(state, event) {
    switch (event.type) {
      case 'SurveyOpened':
        return { ...state, survey: { ...event.data, closedReason: null } }
      case 'HouseholdAnswered':
        return { ...state, answers: new Map(state.answers).set(event.data.unitId, textOf(event.data.answers)) }
      case 'SurveyClosed':
        return { ...state, survey: state.survey && closedBy(state.survey, event.data) }
      default:
        return unreachable(event)
    }
  },
  decide(command, { survey, answers }, facts) {
    if (command.type === 'OpenSurvey') return survey ? [] : open(command)
    if (!survey) throw reject('survey-unknown')
    if (command.type === 'AnswerSurvey') return answer(command, survey, answers, facts?.unitHere ?? false)
    if (survey.closedReason !== null) return []
    requireRunning(survey, command.today)
    const { surveyId, compoundId } = survey
    return [SurveyClosed({ surveyId, compoundId, closedOn: command.today, reason: command.reason })]
  },
}

/** The day itself was the last one. */
export function closedBy(survey: KnownSurvey, { closedOn, reason }: { closedOn: Day; reason: string }): KnownSurvey {
  return { ...survey, closesOn: closedOn < survey.closesOn ? closedOn : survey.closesOn, closedReason: reason }
}

function open({ type: _, today, ...data }: Extract<SurveyCommand, { type: 'OpenSurvey' }>): SurveyEvent[] {
  if (data.closesOn < data.opensOn || data.closesOn < today) throw reject('survey-days-crossed', { field: 'closesOn' })
  const titles = new Set<string>()
  for (const { title } of data.items) {
    if (titles.has(title)) throw reject('survey-item-twice', { field: 'items', title })
    titles.add(title)
  }
  return [SurveyOpened({ ...data, items: [...data.items] })]
}

function requireRunning(survey: KnownSurvey, today: Day): void {
  const phase = surveyPhase(survey, today)
  if (phase === 'coming') throw reject('survey-not-begun', { opensOn: survey.opensOn })
  if (phase === 'ended' || survey.closedReason !== null) throw reject('survey-ended', { closesOn: survey.closesOn })
}

function answer(
  { unitId, answers, means, files, today }: Extract<SurveyCommand, { type: 'AnswerSurvey' }>,
  survey: KnownSurvey,
  known: ReadonlyMap<string, string>,
  unitHere: boolean,
): SurveyEvent[] {
  if (!unitHere) throw reject('survey-unit-elsewhere', { field: 'unitId' })
  requireRunning(survey, today)
  if (answers.length === 0) throw reject('survey-empty', { field: 'answers' })
  const items = new Set(survey.items.map(({ itemId }) => itemId))
  for (const { itemId } of answers) if (!items.delete(itemId)) throw reject('survey-item-unknown', { field: 'answers' })
  if (known.get(unitId) === textOf(answers)) return []
  const { surveyId, compoundId } = survey
  const given = { surveyId, compoundId, unitId, answers: [...answers], means, files: [...files], answeredOn: today }
  return [HouseholdAnswered(given)]
}
