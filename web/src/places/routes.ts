/** Pages of this feature and where they stand in the navigation. */
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = []
export const nav: NavEntry[] = []
