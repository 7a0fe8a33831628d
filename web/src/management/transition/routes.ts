/** Pages of transitions. */
import { Switch } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const transitionRoutes: RouteRecordRaw[] = [
  {
    path: '/transitions',
    component: () => import('./ManagementTransitions.vue'),
    meta: { title: 'management.transition.list.title', needs: 'management.transitions' },
  },
  {
    path: '/compounds/:id/handover',
    component: () => import('./ManagementHandover.vue'),
    props: true,
    meta: { title: 'management.transition.handover.title', needs: 'management.transition' },
  },
  {
    path: '/compounds/:id/handover/print',
    component: () => import('./ManagementHandoverPrint.vue'),
    props: true,
    meta: { title: 'management.transition.handover.title', needs: 'management.transition', bare: true },
  },
]

export const transitionNav: NavEntry = {
  to: '/transitions',
  label: 'management.transition.list.title',
  icon: Switch,
  needs: 'management.transitions',
  when: ({ grants }) => grants.some(({ role }) => ['clerk', 'overseer', 'administrator', 'auditor'].includes(role)),
  order: 48,
}
