/** Pages of warnings: of one fund, its papers, and of all funds that one answers for. */
import { Warning } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const fundWarningsRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/warnings',
    component: () => import('./RepairFundWarnings.vue'),
    props: true,
    meta: { title: 'repair-fund.warnings.title', needs: 'repair-fund.warnings' },
  },
  {
    path: '/compounds/:id/fund/top-up/:what(notice|calls)',
    component: () => import('./RepairFundTopUpPaper.vue'),
    props: true,
    meta: { title: 'repair-fund.warnings.plan', needs: 'repair-fund.top-up-plan', bare: true },
  },
  {
    path: '/fund-warnings',
    component: () => import('./RepairFundOverview.vue'),
    meta: { title: 'repair-fund.warnings.overview', needs: 'repair-fund.warnings-overview' },
  },
]
export const fundWarningsNav: NavEntry[] = [
  {
    to: '/fund-warnings',
    label: 'repair-fund.warnings.overview',
    icon: Warning,
    needs: 'repair-fund.warnings-overview',
    order: 62,
  },
]
