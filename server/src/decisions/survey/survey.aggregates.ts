/** One stream a survey. */
import { surveyDecider, surveyEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const Surveys = aggregate('survey', surveyDecider, surveyEvents)
