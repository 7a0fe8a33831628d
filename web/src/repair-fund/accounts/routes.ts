/** Pages of the life of accounts. */
import type { RouteRecordRaw } from 'vue-router'

export const accountRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/life',
    component: () => import('./RepairFundLife.vue'),
    props: true,
    meta: { title: 'repair-fund.life.title', needs: 'repair-fund.account-change-proposals' },
  },
  {
    path: '/units/:id/fund/handover',
    component: () => import('./RepairFundHandoverSheet.vue'),
    props: true,
    meta: { title: 'repair-fund.life.paper.heading', needs: 'repair-fund.handovers', bare: true },
  },
]
