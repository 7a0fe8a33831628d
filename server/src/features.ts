/** The one explicit list of features. Adding a feature is adding a line here and one in projections.ts. */
import {
  committeeFeature,
  consultationFeature,
  decisionsFeature,
  demandFeature,
  electorateFeature,
  externalFeature,
  participationFeature,
  surveyFeature,
  votingRulesFeature,
} from './decisions/index.ts'
import { facilitiesFeature } from './facilities/index.ts'
import type { ServerFeature } from './feature.ts'
import { filesFeature } from './files/index.ts'
import { ledgerFeature } from './ledger/index.ts'
import { handoverFeature, maintenanceFeature, ticketsFeature } from './maintenance/index.ts'
import {
  blocksFeature,
  cashBookFeature,
  managementFeature,
  meetingsFeature,
  rotaFeature,
  termsFeature,
  transitionFeature,
} from './management/index.ts'
import { oversightFeature, reportsFeature } from './oversight/index.ts'
import { type PeopleParts, peopleFeature } from './people/index.ts'
import { placesFeature } from './places/index.ts'
import { renovationFeature } from './renovation/index.ts'
import {
  carriedOverFeature,
  collectionsFeature,
  firstDepositsFeature,
  fundAccountsFeature,
  fundClosingFeature,
  fundForecastFeature,
  fundImportsFeature,
  fundIncomeFeature,
  fundProofFeature,
  fundReversalsFeature,
  fundRulesFeature,
  fundStatementsFeature,
  fundWarningsFeature,
  fundWithdrawalsFeature,
  raisingsFeature,
  repairFundFeature,
} from './repair-fund/index.ts'

export function createFeatures(people: PeopleParts): readonly ServerFeature[] {
  return [
    peopleFeature(people),
    placesFeature,
    managementFeature,
    transitionFeature,
    termsFeature,
    cashBookFeature,
    blocksFeature,
    meetingsFeature,
    rotaFeature,
    votingRulesFeature,
    electorateFeature,
    externalFeature,
    decisionsFeature,
    participationFeature,
    demandFeature,
    committeeFeature,
    consultationFeature,
    surveyFeature,
    maintenanceFeature,
    ticketsFeature,
    handoverFeature,
    repairFundFeature,
    raisingsFeature,
    firstDepositsFeature,
    carriedOverFeature,
    fundImportsFeature,
    collectionsFeature,
    fundRulesFeature,
    fundStatementsFeature,
    fundClosingFeature,
    fundWarningsFeature,
    fundWithdrawalsFeature,
    fundForecastFeature,
    fundProofFeature,
    fundIncomeFeature,
    fundReversalsFeature,
    fundAccountsFeature,
    facilitiesFeature,
    oversightFeature,
    reportsFeature,
    renovationFeature,
    filesFeature,
    ledgerFeature,
  ]
}
