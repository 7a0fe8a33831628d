/** Pages of rotas and turns. */
import { Calendar } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const rotaRoutes: RouteRecordRaw[] = [
  {
    path: '/rota',
    component: () => import('./ManagementRotaMine.vue'),
    meta: { title: 'management.rota.mine', needs: 'management.my-turns' },
  },
  {
    path: '/rotas/:id',
    component: () => import('./ManagementRotaPage.vue'),
    meta: { title: 'management.rota.title', needs: 'management.rota' },
  },
  {
    path: '/rotas/:id/print',
    component: () => import('./ManagementRotaPrint.vue'),
    meta: { title: 'management.rota.title', needs: 'management.rota', bare: true },
  },
  {
    path: '/t',
    component: () => import('./ManagementTurnLink.vue'),
    meta: { title: 'management.rota.link.title', public: true, bare: true },
  },
]

export const rotaNav: NavEntry = {
  to: '/rota',
  label: 'management.rota.mine',
  icon: Calendar,
  needs: 'management.my-turns',
  // A resident who takes turns comes by the first screen, which says the next one.
  when: ({ grants }) =>
    grants.some(({ role }) => ['worker', 'manager', 'committee', 'clerk', 'overseer'].includes(role)),
  order: 45,
}
