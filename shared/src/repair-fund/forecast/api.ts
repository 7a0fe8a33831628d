/** Route of the forecast: the band of ten years with everything that it rests on, or why there is none yet. */
import { Day, Id, queryRoute, RuleBasis } from '@changxin/shared/kernel'
import { CommonPartKind } from '@changxin/shared/places'
import { z } from 'zod'

const Band = { lowFen: z.int(), midFen: z.int(), highFen: z.int() }
const Part = z.object({
  partId: Id,
  name: z.string(),
  kind: CommonPartKind,
  acceptedOn: Day.nullable(),
  life: z.object({ fromYears: z.int(), toYears: z.int() }).nullable(),
  dueFrom: Day.nullable(),
  dueTo: Day.nullable(),
  samples: z.int(),
  ...Band,
  leftOut: z.enum(['no-life', 'no-acceptance', 'no-area', 'no-cost']).nullable(),
})
const Year = z.object({
  year: z.int(),
  endsOn: Day,
  ...Band,
  costFen: z.int(),
  incomeFen: z.int(),
  partIds: z.array(Id),
})

export const FundForecastView = z.object({
  compoundId: Id,
  compoundName: z.string(),
  hasFund: z.boolean(),
  /** The newest day of the log; null before the first. */
  day: Day.nullable(),
  /** Where the lives come from. */
  lives: z.object({ ruleId: z.string(), basis: RuleBasis, source: z.string() }).nullable(),
  /** How many past costs there are, of which kind. */
  costs: z.object({ renewals: z.int(), running: z.int(), maintenance: z.int() }),
  forecast: z.discriminatedUnion('state', [
    z.object({ state: z.literal('no-data') }),
    z.object({ state: z.literal('too-early'), since: Day, showsOn: Day }),
    z.object({ state: z.literal('no-cost'), since: Day }),
    z.object({
      state: z.literal('shown'),
      since: Day,
      balanceFen: z.int(),
      runningByYear: z.array(z.int()),
      incomeByYear: z.array(z.int()),
      running: z.object(Band),
      income: z.object(Band),
      parts: z.array(Part),
      years: z.array(Year),
    }),
  ]),
})
export type FundForecastView = z.infer<typeof FundForecastView>

export const fundForecastApi = {
  forecast: queryRoute({
    action: 'repair-fund.forecast',
    path: '/api/compounds/:id/fund/forecast',
    input: { id: Id },
    output: FundForecastView,
    summary: 'Estimate of the fund over ten years as a band, with method and inputs; never before two years of data',
  }),
}
