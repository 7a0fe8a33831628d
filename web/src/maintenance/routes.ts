/** Pages of maintenance and where they stand in the navigation. */
import type { MeView } from '@changxin/shared/people'
import {
  Collection,
  EditPen,
  Histogram,
  List,
  PhoneFilled,
  Stamp,
  Tickets,
  Timer,
  Tools,
} from '@element-plus/icons-vue'
import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { BarTool, NavEntry } from '../feature.ts'

const report = () => import('./MaintenanceReport.vue')
const reportMeta = { title: 'maintenance.report.title', needs: 'maintenance.report' }

export const routes: RouteRecordRaw[] = [
  {
    path: '/requests/stats',
    component: () => import('./stats/MaintenanceStats.vue'),
    meta: { title: 'maintenance.stats.title', needs: 'maintenance.stats' },
  },
  {
    path: '/visits',
    component: () => import('./visits/MaintenanceVisits.vue'),
    meta: { title: 'maintenance.visits.title', needs: 'maintenance.visits' },
  },
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
  {
    path: '/alerts',
    component: () => import('./alerts/MaintenanceAlerts.vue'),
    meta: { title: 'maintenance.alerts.title', needs: 'maintenance.alerts' },
  },
  {
    path: '/compounds/:id/labels',
    component: () => import('./label/MaintenanceLabels.vue'),
    meta: { title: 'maintenance.label.manage', needs: 'maintenance.labels' },
  },
  {
    path: '/compounds/:id/labels/print',
    component: () => import('./label/MaintenanceLabelSheet.vue'),
    meta: { title: 'maintenance.label.sheet', needs: 'maintenance.labels', bare: true },
  },
  {
    path: '/l/:code',
    component: () => import('./label/MaintenanceLabelReport.vue'),
    meta: { title: 'maintenance.label.report', public: true, bare: true },
  },
  {
    path: '/r/:secret',
    component: () => import('./label/MaintenanceFollowUp.vue'),
    meta: { title: 'maintenance.label.follow', public: true, bare: true },
  },
  {
    path: '/tickets/:id?',
    component: () => import('./tickets/MaintenanceTickets.vue'),
    meta: { title: 'maintenance.ticket.title', needs: 'maintenance.tickets' },
  },
  {
    path: '/supervision/:id?',
    component: () => import('./tickets/MaintenanceSupervision.vue'),
    meta: { title: 'maintenance.supervision.title', needs: 'maintenance.supervision-orders' },
  },
  {
    path: '/supervision/:id/print',
    component: () => import('./tickets/MaintenanceOrderPaper.vue'),
    meta: { title: 'maintenance.supervision.title', needs: 'maintenance.supervision-order', bare: true },
  },
  {
    path: '/keywords',
    component: () => import('./rules/MaintenanceKeywordPage.vue'),
    meta: { title: 'maintenance.keywords.title', needs: 'maintenance.keywords' },
  },
  {
    path: '/targets',
    component: () => import('./rules/MaintenanceTargetPage.vue'),
    meta: { title: 'maintenance.targetRules.title', needs: 'maintenance.targets' },
  },
  {
    path: '/j',
    component: () => import('./link/MaintenanceLink.vue'),
    meta: { title: 'maintenance.link.title', public: true, bare: true },
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
  { to: '/visits', label: 'maintenance.visits.title', icon: PhoneFilled, needs: 'maintenance.visits', order: 23 },
  {
    to: '/requests/stats',
    label: 'maintenance.stats.title',
    icon: Histogram,
    needs: 'maintenance.stats',
    order: 24,
    when: (me) => !worksHere(me),
  },
  { to: '/tickets', label: 'maintenance.ticket.title', icon: Tickets, needs: 'maintenance.tickets', order: 25 },
  {
    to: '/supervision',
    label: 'maintenance.supervision.title',
    icon: Stamp,
    needs: 'maintenance.supervision-orders',
    order: 26,
  },
  {
    to: '/keywords',
    label: 'maintenance.keywords.title',
    icon: Collection,
    needs: 'maintenance.keywords',
    when: ({ actions }) => actions.includes('maintenance.adopt-keywords'),
    order: 73,
  },
  {
    to: '/targets',
    label: 'maintenance.targetRules.title',
    icon: Timer,
    needs: 'maintenance.targets',
    when: ({ actions }) => actions.includes('maintenance.adopt-targets'),
    order: 72,
  },
]

export const bar: BarTool[] = [
  { tool: defineAsyncComponent(() => import('./alerts/MaintenanceBell.vue')), needs: 'maintenance.alerts' },
]
