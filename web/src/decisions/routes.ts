/** Pages of owners' decisions and where they stand in the navigation; each part adds its own. */
import { Checked, Notebook } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../feature.ts'
import { ballotRoutes } from './ballots/routes.ts'
import { participationRoutes } from './participation/routes.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/decisions',
    component: () => import('./DecisionsAll.vue'),
    meta: { title: 'decisions.list.title', needs: 'decisions.list' },
  },
  {
    path: '/compounds/:id/decisions/new',
    component: () => import('./propose/DecisionsPropose.vue'),
    meta: { title: 'decisions.propose.title', needs: 'decisions.propose' },
  },
  {
    path: '/decisions/:id',
    component: () => import('./page/DecisionsDecision.vue'),
    props: true,
    meta: { title: 'decisions.page.title', needs: 'decisions.decision' },
  },
  {
    path: '/decisions/:id/print/:what',
    component: () => import('./print/DecisionsPrint.vue'),
    meta: { title: 'decisions.papers.print', needs: 'decisions.decision', bare: true },
  },
  {
    path: '/d/:id',
    component: () => import('./DecisionsPublic.vue'),
    meta: { title: 'decisions.public.title', public: true, bare: true },
  },
  {
    path: '/compounds/:id/external-decisions/new',
    component: () => import('./external/DecisionsExternalForm.vue'),
    meta: { title: 'decisions.external.record', needs: 'decisions.record-external' },
  },
  {
    path: '/external-decisions/:id',
    component: () => import('./external/DecisionsExternal.vue'),
    props: true,
    meta: { title: 'decisions.external.title', needs: 'decisions.external-decision' },
  },
  {
    path: '/voting-rules',
    component: () => import('./rules/DecisionsRulesPage.vue'),
    meta: { title: 'decisions.rules.title', needs: 'decisions.rules' },
  },
  ...ballotRoutes,
  ...participationRoutes,
]
export const nav: NavEntry[] = [
  {
    to: '/decisions',
    label: 'decisions.list.title',
    icon: Checked,
    needs: 'decisions.list',
    // Residents find theirs on their own page.
    when: ({ grants }) => grants.some(({ role }) => role !== 'worker'),
    order: 35,
  },
  {
    to: '/voting-rules',
    label: 'decisions.rules.title',
    icon: Notebook,
    needs: 'decisions.rules',
    when: ({ actions }) => actions.includes('decisions.adopt-rule'),
    order: 74,
  },
]
