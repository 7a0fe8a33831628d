/** Pages of the proof. The page that checks it is no page of the app: see check/. */
import type { RouteRecordRaw } from 'vue-router'

export const proofRoutes: RouteRecordRaw[] = [
  {
    path: '/check-code',
    component: () => import('./RepairFundCheckCode.vue'),
    meta: { title: 'repair-fund.proof.notice.title', needs: 'ledger.checkpoints', bare: true },
  },
]
