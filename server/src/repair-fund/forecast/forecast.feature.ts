/** The forecast as the server runs it: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundForecastProjection } from './forecast.projection.ts'
import { fundForecastServed } from './forecast.routes.ts'

export const fundForecastFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundForecastProjection],
  serve: () => fundForecastServed,
}
