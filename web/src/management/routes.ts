/** Pages of this feature and where they stand in the navigation. */
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'
import { blocksNav, blocksRoutes } from './blocks/routes.ts'
import { cashBookRoutes } from './cash-book/routes.ts'
import { meetingsNav, meetingsRoutes } from './meetings/routes.ts'
import { rotaNav, rotaRoutes } from './rota/routes.ts'
import { termsRoutes } from './terms/routes.ts'
import { transitionNav, transitionRoutes } from './transition/routes.ts'

export const routes: RouteRecordRaw[] = [
  ...termsRoutes,
  ...cashBookRoutes,
  ...blocksRoutes,
  ...meetingsRoutes,
  ...rotaRoutes,
  ...transitionRoutes,
]
export const nav: NavEntry[] = [...blocksNav, meetingsNav, rotaNav, transitionNav]
