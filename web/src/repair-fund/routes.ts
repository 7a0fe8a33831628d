/** Pages of the repair fund: owners find theirs in the navigation, the fund of a compound is reached from the compound. */
import { Wallet } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'
import { accountRoutes } from './accounts/routes.ts'
import { closingRoutes } from './closing/routes.ts'
import { collectionRoutes } from './collections/routes.ts'
import { firstDepositRoutes } from './first-deposits/routes.ts'
import { fundForecastRoutes } from './forecast/routes.ts'
import { importRoutes } from './imports/routes.ts'
import { incomeRoutes } from './income/routes.ts'
import { proofRoutes } from './proof/routes.ts'
import { raisingRoutes } from './raisings/routes.ts'
import { reversalRoutes } from './reversals/routes.ts'
import { fundRulesNav, fundRulesRoutes } from './rules/routes.ts'
import { statementRoutes } from './statements/routes.ts'
import { fundWarningsNav, fundWarningsRoutes } from './warnings/routes.ts'
import { withdrawalRoutes } from './withdrawals/routes.ts'

export const routes: RouteRecordRaw[] = [
  ...accountRoutes,
  ...incomeRoutes,
  ...reversalRoutes,
  ...importRoutes,
  ...collectionRoutes,
  ...raisingRoutes,
  ...firstDepositRoutes,
  ...statementRoutes,
  ...closingRoutes,
  ...proofRoutes,
  ...fundWarningsRoutes,
  ...fundForecastRoutes,
  ...fundRulesRoutes,
  {
    path: '/units/:id/fund',
    component: () => import('./RepairFundStatement.vue'),
    props: true,
    meta: { title: 'repair-fund.statement.title', needs: 'repair-fund.unit' },
  },
  {
    path: '/fund',
    component: () => import('./RepairFundMine.vue'),
    meta: { title: 'repair-fund.owner.title', needs: 'repair-fund.unit' },
  },
  ...withdrawalRoutes,
]
export const nav: NavEntry[] = [
  {
    to: '/fund',
    label: 'repair-fund.home.title',
    icon: Wallet,
    needs: 'repair-fund.unit',
    when: ({ homes }) => homes.some((home) => home.checked),
    order: 28,
  },
  ...fundWarningsNav,
  ...fundRulesNav,
]
