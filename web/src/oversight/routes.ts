/** Pages of oversight and where they stand in the navigation. */
import { Monitor, Odometer } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/overview',
    component: () => import('./OversightOverview.vue'),
    meta: { title: 'oversight.overview.title', needs: 'oversight.overview' },
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
    to: '/wall',
    label: 'oversight.wall.title',
    icon: Monitor,
    needs: 'oversight.overview',
    order: 90,
    when: ({ grants }) => grants.some((grant) => grant.role !== 'worker'),
  },
]
