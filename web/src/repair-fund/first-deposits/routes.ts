/** The page of first deposits. */
import type { RouteRecordRaw } from 'vue-router'

export const firstDepositRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/first-deposits',
    component: () => import('./RepairFundFirstDeposits.vue'),
    props: true,
    meta: { title: 'repair-fund.firstDeposits.title', needs: 'repair-fund.first-deposits' },
  },
]
