/** Pages of maintenance and where they stand in the navigation. */
import type { MeView } from '@changxin/shared/people'
import { EditPen, List } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

const report = () => import('./MaintenanceReport.vue')
const reportMeta = { title: 'maintenance.report.title', needs: 'maintenance.report' }

export const routes: RouteRecordRaw[] = [
  {
    path: '/requests/:id?',
    component: () => import('./MaintenanceDesk.vue'),
    meta: { title: 'maintenance.desk.title', needs: 'maintenance.requests' },
  },
  { path: '/report', component: report, meta: reportMeta },
  { path: '/compounds/:id/report', component: report, meta: reportMeta },
]

/** Workers have their jobs first, before any overview. */
const worksHere = ({ grants }: MeView) => grants.length > 0 && grants.every((grant) => grant.role === 'worker')
const desk = { to: '/requests', label: 'maintenance.desk.title', icon: List, needs: 'maintenance.requests' }

export const nav: NavEntry[] = [
  { ...desk, order: 8, when: worksHere },
  { ...desk, order: 20, when: (me) => !worksHere(me) },
  { to: '/report', label: 'maintenance.report.title', icon: EditPen, needs: 'maintenance.report', order: 22 },
]
