/** Surveys as the server runs them. */
import type { ServerFeature } from '../../feature.ts'
import { surveyProjection } from './survey.projection.ts'
import { surveyServed } from './survey.routes.ts'

export const surveyFeature: ServerFeature = {
  slug: 'decisions',
  projections: [surveyProjection],
  serve: () => surveyServed,
}
