/** Pages of the cash book. */
import type { RouteRecordRaw } from 'vue-router'

export const cashBookRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/cash-book',
    component: () => import('./ManagementCashBook.vue'),
    props: true,
    meta: { title: 'management.cash.title', needs: 'management.cash-book' },
  },
  {
    path: '/compounds/:id/cash-book/posting',
    component: () => import('./ManagementCashPosting.vue'),
    props: true,
    meta: { title: 'management.cash.posting', needs: 'management.cash-posting', bare: true },
  },
]
