/** Pages of reversals and claims. */
import type { RouteRecordRaw } from 'vue-router'

export const reversalRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/reversals',
    component: () => import('./RepairFundReversals.vue'),
    props: true,
    meta: { title: 'repair-fund.reversals.title', needs: 'repair-fund.reversals' },
  },
]
