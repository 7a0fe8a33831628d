/** Pages of the shapes of the modes. */
import type { RouteRecordRaw } from 'vue-router'

export const termsRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/labour',
    component: () => import('./ManagementLabour.vue'),
    props: true,
    meta: { title: 'management.terms.labourTitle', needs: 'management.labour' },
  },
]
