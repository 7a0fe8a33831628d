/** Pages of oversight and where they stand in the navigation. */
import { Odometer } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/overview',
    component: () => import('./OversightOverview.vue'),
    meta: { title: 'oversight.overview.title', needs: 'oversight.overview' },
  },
]
export const nav: NavEntry[] = [
  { to: '/overview', label: 'oversight.overview.title', icon: Odometer, needs: 'oversight.overview', order: 10 },
]
