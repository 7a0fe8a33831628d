/** Pages of raisings. */
import type { RouteRecordRaw } from 'vue-router'

export const raisingRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/raisings',
    component: () => import('./RepairFundRaisings.vue'),
    props: true,
    meta: { title: 'repair-fund.raisings.title', needs: 'repair-fund.raisings' },
  },
]
