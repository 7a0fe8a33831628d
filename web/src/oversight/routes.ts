/** Pages of oversight and where they stand in the navigation. */
import { Medal, Monitor, Odometer, ScaleToOriginal } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/overview',
    component: () => import('./OversightOverview.vue'),
    meta: { title: 'oversight.overview.title', needs: 'oversight.overview' },
  },
  {
    path: '/compare',
    component: () => import('./compare/OversightCompare.vue'),
    meta: { title: 'oversight.compare.title', needs: 'oversight.compare' },
  },
  {
    path: '/compounds/:id/reports/:month',
    component: () => import('./reports/OversightReport.vue'),
    props: true,
    meta: { title: 'oversight.report.link', needs: 'oversight.service-report' },
  },
  {
    path: '/awards',
    component: () => import('./reports/OversightAwards.vue'),
    meta: { title: 'oversight.award.page', needs: 'oversight.award-scores' },
  },
  {
    path: '/wall',
    component: () => import('./OversightWall.vue'),
    meta: { title: 'oversight.wall.title', needs: 'oversight.overview', bare: true },
  },
]
export const nav: NavEntry[] = [
  { to: '/overview', label: 'oversight.overview.title', icon: Odometer, needs: 'oversight.overview', order: 10 },
  {
    to: '/compare',
    label: 'oversight.compare.title',
    icon: ScaleToOriginal,
    needs: 'oversight.compare',
    order: 45,
    // Somebody who sees one compound has nothing to compare.
    when: ({ grants }) => grants.some(({ scope }) => scope.kind !== 'compound'),
  },
  { to: '/awards', label: 'oversight.award.page', icon: Medal, needs: 'oversight.award-scores', order: 47 },
  {
    to: '/wall',
    label: 'oversight.wall.title',
    icon: Monitor,
    needs: 'oversight.overview',
    order: 90,
    when: ({ grants }) => grants.some((grant) => grant.role !== 'worker'),
  },
]
