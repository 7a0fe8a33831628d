/** Serves the forecast of a fund. */
import { fundForecastApi } from '@changxin/shared/repair-fund'
import { type Served, serveQuery } from '../../feature.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { fundForecast } from './forecast.queries.ts'

const forecast = serveQuery(fundForecastApi.forecast, {
  reads: [
    ...['repair_fund_forecast_payment', 'repair_fund_forecast_cost', 'repair_fund_fund', 'places_part', 'places_unit'],
    'clock_day',
  ],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) => fundForecast(context, id),
})

export const fundForecastServed: readonly Served[] = [forecast]
