/** Pages of income and distribution. */
import type { RouteRecordRaw } from 'vue-router'

export const incomeRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/income',
    component: () => import('./RepairFundIncome.vue'),
    props: true,
    meta: { title: 'repair-fund.income.title', needs: 'repair-fund.income' },
  },
  {
    path: '/compounds/:id/fund/assets',
    component: () => import('./RepairFundAssets.vue'),
    props: true,
    meta: { title: 'repair-fund.income.asset.title', needs: 'repair-fund.bonds' },
  },
]
