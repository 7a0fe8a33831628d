/** Pages of people and where they stand in the navigation. */
import type { MeView } from '@changxin/shared/people'
import { House, User } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/home',
    component: () => import('./PeopleHome.vue'),
    meta: { title: 'people.home.title', needs: 'people.me' },
  },
  {
    path: '/people',
    component: () => import('./PeopleList.vue'),
    meta: { title: 'people.list.title', needs: 'people.list' },
  },
]

const home = { to: '/home', label: 'people.home.title', icon: House }
const livesHere = ({ homes, grants }: MeView) => homes.length > 0 || grants.length === 0
const hasWork = ({ grants }: MeView) => grants.length > 0

export const nav: NavEntry[] = [
  // Whoever works here and lives here lands on the work.
  { ...home, order: 5, when: (me) => livesHere(me) && !hasWork(me) },
  { ...home, order: 80, when: (me) => livesHere(me) && hasWork(me) },
  { to: '/people', label: 'people.list.title', icon: User, needs: 'people.list', order: 70 },
]
