/** Serves first deposits: computed from the rule, the floor areas and what was paid, so that there is nothing to command. */
import { firstDepositsApi } from '@changxin/shared/repair-fund'
import { type Served, type ServerFeature, serveQuery } from '../../feature.ts'
import { subjectOfCompound, subjectOfUnit } from '../../places/index.ts'
import { FUND_RULE_TABLES } from '../rules/rules.queries.ts'
import { firstDepositHomes, firstDepositOfUnit, firstDeposits } from './first-deposits.queries.ts'

const OF_FUND = ['repair_fund_warnings_fund', 'repair_fund_warnings_account', 'repair_fund_account'] as const
const READS = [...OF_FUND, ...FUND_RULE_TABLES, 'places_building', 'places_unit']

const byBuilding = serveQuery(firstDepositsApi.firstDeposits, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, asked) => firstDeposits(read, asked),
})
const byHome = serveQuery(firstDepositsApi.homes, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, asked) => firstDepositHomes(read, asked),
})
const ofUnit = serveQuery(firstDepositsApi.ofUnit, {
  reads: READS,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run({ read }, { id }) {
    const { compoundId } = subjectOfUnit(read, id) ?? {}
    return compoundId === undefined ? null : firstDepositOfUnit(read, id, compoundId)
  },
})

const served: readonly Served[] = [byBuilding, byHome, ofUnit]

export const firstDepositsFeature: ServerFeature = { slug: 'repair-fund', projections: [], serve: () => served }
