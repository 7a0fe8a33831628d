/** Pages of places and where they stand in the navigation. */
import { OfficeBuilding } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/compounds',
    component: () => import('./PlacesCompounds.vue'),
    meta: { title: 'places.list.title', needs: 'places.compounds' },
  },
  {
    path: '/compounds/:id',
    component: () => import('./PlacesCompound.vue'),
    props: true,
    meta: { title: 'places.compound.title', needs: 'places.compound' },
  },
]
export const nav: NavEntry[] = [
  { to: '/compounds', label: 'places.list.title', icon: OfficeBuilding, needs: 'places.compounds', order: 30 },
]
