/** Pages of places and where they stand in the navigation. */
import { MapLocation, OfficeBuilding } from '@element-plus/icons-vue'
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
  {
    path: '/regions',
    component: () => import('./PlacesRegions.vue'),
    meta: { title: 'places.regions.title', needs: 'places.register-region' },
  },
]
export const nav: NavEntry[] = [
  { to: '/compounds', label: 'places.list.title', icon: OfficeBuilding, needs: 'places.compounds', order: 30 },
  { to: '/regions', label: 'places.regions.title', icon: MapLocation, needs: 'places.register-region', order: 65 },
]
