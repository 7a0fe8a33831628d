/** Every projection, in one list: the projecting thread needs these and nothing else of a feature. */
import { clockProjection } from './clock/clock.projection.ts'
import { committeeProjection } from './decisions/committee/committee.projection.ts'
import { consultationProjection } from './decisions/consultation/consultation.projection.ts'
import { decisionsCoreProjection } from './decisions/core.projection.ts'
import { demandProjection } from './decisions/demand/demand.projection.ts'
import { decisionsEffectsProjection } from './decisions/effects/effects.projection.ts'
import { decisionsExternalProjection } from './decisions/external/external.projection.ts'
import { participationProjection } from './decisions/participation/participation.projection.ts'
import { decisionsRulesProjection } from './decisions/rules/rules.projection.ts'
import { surveyProjection } from './decisions/survey/survey.projection.ts'
import { demoProjection } from './demo/demo.projection.ts'
import { facilitiesProjection } from './facilities/facilities.projection.ts'
import { filesProjection } from './files/files.projection.ts'
import { ledgerProjection } from './ledger/ledger.projection.ts'
import { alertsProjection } from './maintenance/alerts.projection.ts'
import { dutyProjection } from './maintenance/duty/duty.projection.ts'
import { handoverProjection } from './maintenance/handover/handover.projection.ts'
import { jobLinkProjection } from './maintenance/job-link.projection.ts'
import { keywordsProjection } from './maintenance/keywords.projection.ts'
import { labelsProjection } from './maintenance/label.projection.ts'
import { maintenanceProjection } from './maintenance/maintenance.projection.ts'
import { searchProjection } from './maintenance/search.projection.ts'
import { statsProjection } from './maintenance/stats.projection.ts'
import { ticketsProjection } from './maintenance/tickets/tickets.projection.ts'
import { visitsProjection } from './maintenance/visits.projection.ts'
import { blocksProjection } from './management/blocks/blocks.projection.ts'
import { cashBookProjection } from './management/cash-book/cash-book.projection.ts'
import { managementProjection } from './management/management.projection.ts'
import { meetingsProjection } from './management/meetings/meetings.projection.ts'
import { rotaProjection } from './management/rota/rota.projection.ts'
import { termsProjection } from './management/terms/terms.projection.ts'
import { transitionProjection } from './management/transition/transition.projection.ts'
import { oversightProjection } from './oversight/oversight.projection.ts'
import { reportsProjection } from './oversight/reports/reports.projection.ts'
import { peopleProjection } from './people/people.projection.ts'
import { placesProjection } from './places/places.projection.ts'
import { renovationProjection } from './renovation/renovation.projection.ts'
import { repairFundAccountsProjection } from './repair-fund/accounts/accounts.projection.ts'
import { carriedOverProjection } from './repair-fund/carried-over/carried-over.projection.ts'
import { repairFundClosingProjection } from './repair-fund/closing/closing.projection.ts'
import { collectionsProjection } from './repair-fund/collections/collections.projection.ts'
import { repairFundForecastProjection } from './repair-fund/forecast/forecast.projection.ts'
import { fundImportsProjection } from './repair-fund/imports/imports.projection.ts'
import { repairFundIncomeProjection } from './repair-fund/income/income.projection.ts'
import { raisingsProjection } from './repair-fund/raisings/raisings.projection.ts'
import { repairFundProjection } from './repair-fund/repair-fund.projection.ts'
import { repairFundReversalsProjection } from './repair-fund/reversals/reversals.projection.ts'
import { repairFundRulesProjection } from './repair-fund/rules/rules.projection.ts'
import { repairFundStatementsProjection } from './repair-fund/statements/statements.projection.ts'
import { repairFundWarningsProjection } from './repair-fund/warnings/warnings.projection.ts'
import { repairFundWithdrawalsProjection } from './repair-fund/withdrawals/withdrawals.projection.ts'
import type { Projection } from './views/projection.ts'

export const projections: readonly Projection[] = [
  clockProjection,
  peopleProjection,
  placesProjection,
  managementProjection,
  transitionProjection,
  termsProjection,
  cashBookProjection,
  blocksProjection,
  rotaProjection,
  meetingsProjection,
  decisionsRulesProjection,
  decisionsCoreProjection,
  decisionsEffectsProjection,
  decisionsExternalProjection,
  participationProjection,
  demandProjection,
  committeeProjection,
  consultationProjection,
  surveyProjection,
  maintenanceProjection,
  alertsProjection,
  keywordsProjection,
  dutyProjection,
  jobLinkProjection,
  labelsProjection,
  searchProjection,
  statsProjection,
  ticketsProjection,
  handoverProjection,
  visitsProjection,
  repairFundProjection,
  raisingsProjection,
  carriedOverProjection,
  fundImportsProjection,
  collectionsProjection,
  repairFundRulesProjection,
  repairFundStatementsProjection,
  repairFundClosingProjection,
  repairFundWarningsProjection,
  repairFundWithdrawalsProjection,
  repairFundForecastProjection,
  repairFundIncomeProjection,
  repairFundReversalsProjection,
  repairFundAccountsProjection,
  facilitiesProjection,
  oversightProjection,
  reportsProjection,
  renovationProjection,
  filesProjection,
  ledgerProjection,
  demoProjection,
]
