/** Pages of the repair fund; it is reached from a home or from a compound, so it has no place of its own in the navigation. */
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/units/:id/fund',
    component: () => import('./RepairFundStatement.vue'),
    props: true,
    meta: { title: 'repair-fund.statement.title', needs: 'repair-fund.unit' },
  },
]
export const nav: NavEntry[] = []
