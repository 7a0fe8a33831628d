/** Pages of maintenance and where they stand in the navigation. */
import type { MeView } from '@changxin/shared/people'
import { EditPen, List, Tools } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

const report = () => import('./MaintenanceReport.vue')
const reportMeta = { title: 'maintenance.report.title', needs: 'maintenance.report' }

export const routes: RouteRecordRaw[] = [
  {
    path: '/requests/:id?',
    component: () => import('./work/MaintenanceRequests.vue'),
    meta: { title: 'maintenance.desk.title', needs: 'maintenance.requests' },
  },
  {
    path: '/work',
    component: () => import('./work/MaintenanceWork.vue'),
    meta: { title: 'maintenance.work.page', needs: 'maintenance.requests' },
  },
  {
    path: '/outbox',
    component: () => import('./work/MaintenanceUnsynced.vue'),
    meta: { title: 'maintenance.outbox.title' },
  },
  {
    path: '/requests/:id/print',
    component: () => import('./desk/MaintenanceWorkOrder.vue'),
    meta: { title: 'maintenance.order.title', needs: 'maintenance.request', bare: true },
  },
  { path: '/report', component: report, meta: reportMeta },
  { path: '/compounds/:id/report', component: report, meta: reportMeta },
]

/** Workers have their jobs first, before any overview. */
const worksHere = ({ grants }: MeView) => grants.length > 0 && grants.every((grant) => grant.role === 'worker')
const desk = { to: '/requests', label: 'maintenance.desk.title', icon: List, needs: 'maintenance.requests' }

const worksAtAll = ({ grants }: MeView) => grants.some((grant) => grant.role === 'worker')
const work = { to: '/work', label: 'maintenance.work.page', icon: Tools, needs: 'maintenance.requests' }

export const nav: NavEntry[] = [
  { ...work, order: 7, when: worksHere },
  { ...work, order: 21, when: (me) => worksAtAll(me) && !worksHere(me) },
  { ...desk, order: 8, when: worksHere },
  { ...desk, order: 20, when: (me) => !worksHere(me) },
  { to: '/report', label: 'maintenance.report.title', icon: EditPen, needs: 'maintenance.report', order: 22 },
]
