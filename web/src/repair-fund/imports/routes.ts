/** Pages of imports and of suspense. */
import type { RouteRecordRaw } from 'vue-router'

export const importRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/imports',
    component: () => import('./RepairFundImports.vue'),
    props: true,
    meta: { title: 'repair-fund.imports.title', needs: 'repair-fund.imports' },
  },
  {
    path: '/compounds/:id/fund/imports/new',
    component: () => import('./RepairFundImportNew.vue'),
    props: true,
    meta: { title: 'repair-fund.imports.new', needs: 'repair-fund.stage-import' },
  },
  {
    path: '/fund/imports/:id',
    component: () => import('./RepairFundImport.vue'),
    props: true,
    meta: { title: 'repair-fund.imports.report.title', needs: 'repair-fund.import' },
  },
  {
    path: '/compounds/:id/fund/suspense',
    component: () => import('./RepairFundSuspense.vue'),
    props: true,
    meta: { title: 'repair-fund.suspense.title', needs: 'repair-fund.suspense' },
  },
]
