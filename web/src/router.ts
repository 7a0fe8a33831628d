/** The pages of all features, and who is let in. */
import { peopleApi } from '@changxin/shared/people'
import type { Pinia } from 'pinia'
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import type { Client } from './api/index.ts'
import { features } from './features.ts'
import { landingOf } from './session/navigation.ts'
import { useSession } from './session/session.ts'

const own: RouteRecordRaw[] = [
  // Never shown: the guard sends everybody to where they land.
  { path: '/', component: () => import('./session/NotFound.vue') },
  {
    path: '/sign-in',
    component: () => import('./session/SignIn.vue'),
    meta: { public: true, bare: true, title: 'session.signIn.title' },
  },
  {
    path: '/set-up',
    component: () => import('./session/SetUp.vue'),
    meta: { public: true, bare: true, title: 'session.setUp.title' },
  },
  { path: '/not-allowed', component: () => import('./session/NotAllowed.vue'), meta: { title: 'ui.notAllowed.title' } },
  {
    path: '/:rest(.*)*',
    component: () => import('./session/NotFound.vue'),
    meta: { public: true, title: 'ui.notFound.title' },
  },
]

export function createPages(client: Client, pinia: Pinia) {
  const router = createRouter({
    history: createWebHistory(),
    routes: [...features.flatMap((feature) => feature.routes), ...own],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach((to) => guard(to, client, pinia))
  return router
}

async function guard(to: RouteLocationNormalized, client: Client, pinia: Pinia) {
  if (to.meta.public) return true
  const session = useSession(pinia)
  const me = await session.loadPatiently()
  if (me === null) {
    const welcome = await client.ask(peopleApi.welcome, {}).catch(() => undefined)
    if (welcome?.needsSetup) return '/set-up'
    return { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  }
  if (to.path === '/') return landingOf(me)
  return !to.meta.needs || me.actions.includes(to.meta.needs) ? true : '/not-allowed'
}
