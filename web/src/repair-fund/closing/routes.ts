/** Pages of reconciliation and of the official book. */
import type { RouteRecordRaw } from 'vue-router'

export const closingRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/reconciliation',
    component: () => import('./RepairFundReconciliation.vue'),
    props: true,
    meta: { title: 'repair-fund.closing.title', needs: 'repair-fund.reconciliations' },
  },
  {
    path: '/compounds/:id/fund/official',
    component: () => import('./RepairFundOfficial.vue'),
    props: true,
    meta: { title: 'repair-fund.official.title', needs: 'repair-fund.official' },
  },
]
