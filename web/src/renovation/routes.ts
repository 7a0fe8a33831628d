/** Pages of the renovation plan and where they stand in the navigation. */
import { Document } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/plans',
    component: () => import('./RenovationPlans.vue'),
    meta: { title: 'renovation.plans.title', needs: 'renovation.imports' },
  },
  {
    path: '/plans/:id',
    component: () => import('./RenovationPlan.vue'),
    props: true,
    meta: { title: 'renovation.plan.title', needs: 'renovation.findings' },
  },
]
export const nav: NavEntry[] = [
  { to: '/plans', label: 'renovation.plans.title', icon: Document, needs: 'renovation.imports', order: 60 },
]
