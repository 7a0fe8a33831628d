/** Serves warnings of one fund, its top-up plan, and the funds of a scope. */
import { fundWarningsApi } from '@changxin/shared/repair-fund'
import { type Served, serveQuery } from '../../feature.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { FUND_RULE_TABLES } from '../rules/rules.queries.ts'
import { warningsOverview } from './overview.queries.ts'
import { fundWarnings, topUpPlan } from './warnings.queries.ts'

const OWN = ['repair_fund_warnings_fund', 'repair_fund_warnings_account']

const warnings = serveQuery(fundWarningsApi.warnings, {
  reads: [...OWN, ...FUND_RULE_TABLES, 'places_building', 'places_unit', 'clock_day'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) => fundWarnings(context, id),
})

const plan = serveQuery(fundWarningsApi.topUpPlan, {
  reads: [...OWN, ...FUND_RULE_TABLES, 'places_unit', 'clock_day'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) => topUpPlan(context, id),
})

const overview = serveQuery(fundWarningsApi.overview, {
  reads: [...OWN, ...FUND_RULE_TABLES, 'clock_day'],
  sameForScope: true,
  subject: () => ({}),
  run: (context, page) => warningsOverview(context, page),
})

export const fundWarningsServed: readonly Served[] = [warnings, plan, overview]
