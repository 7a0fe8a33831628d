/** Pages of withdrawals and small expenses of a fund; they are reached from the fund of a compound. */
import type { RouteRecordRaw } from 'vue-router'

export const withdrawalRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/withdrawals',
    component: () => import('./RepairFundWithdrawals.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.title', needs: 'repair-fund.withdrawals' },
  },
  {
    path: '/compounds/:id/fund/withdrawals/new',
    component: () => import('./RepairFundPlanNew.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.new', needs: 'repair-fund.prepare-withdrawal' },
  },
  {
    path: '/withdrawals/:id',
    component: () => import('./RepairFundWithdrawal.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.one', needs: 'repair-fund.withdrawal' },
  },
  {
    path: '/withdrawals/:id/plan',
    component: () => import('./RepairFundPlanChange.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.act.replan', needs: 'repair-fund.plan-withdrawal' },
  },
  {
    path: '/withdrawals/:id/print/:what(notice|result|application)',
    component: () => import('./RepairFundPaper.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.papers.title', needs: 'repair-fund.withdrawal', bare: true },
  },
  {
    path: '/compounds/:id/fund/small-expenses',
    component: () => import('./RepairFundSmallExpenses.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.small.title', needs: 'repair-fund.small-expenses' },
  },
  {
    path: '/compounds/:id/fund/small-expenses/print',
    component: () => import('./RepairFundSmallPaper.vue'),
    props: true,
    meta: { title: 'repair-fund.withdrawal.small.paper', needs: 'repair-fund.small-expenses', bare: true },
  },
]
