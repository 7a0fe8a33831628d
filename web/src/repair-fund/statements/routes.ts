/** Pages of the statements. */
import type { RouteRecordRaw } from 'vue-router'

export const statementRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/statements',
    component: () => import('./RepairFundStatements.vue'),
    props: true,
    meta: { title: 'repair-fund.books.statements', needs: 'repair-fund.statements' },
  },
  {
    path: '/compounds/:id/fund/statements/:period(\\d{4}|\\d{4}-\\d{2})/paper',
    component: () => import('./RepairFundStatementPaper.vue'),
    props: true,
    meta: { title: 'repair-fund.books.statements', needs: 'repair-fund.statement', bare: true },
  },
  {
    path: '/f/:id/:period(\\d{4}|\\d{4}-\\d{2})',
    component: () => import('./RepairFundPublished.vue'),
    props: true,
    meta: { title: 'repair-fund.books.publicTitle', public: true, bare: true },
  },
]
