/** Pages of ballots: voting on a phone, the counters' page, receipts and counting again. */
import type { RouteRecordRaw } from 'vue-router'

const needs = 'decisions.decision'

export const ballotRoutes: RouteRecordRaw[] = [
  {
    path: '/vote/:id',
    component: () => import('./DecisionsVote.vue'),
    meta: { title: 'decisions.ballots.vote.title', needs },
  },
  {
    path: '/decisions/:id/counters',
    component: () => import('./DecisionsCounters.vue'),
    meta: { title: 'decisions.ballots.counters.title', needs },
  },
  {
    path: '/decisions/:id/recount',
    component: () => import('./DecisionsRecount.vue'),
    meta: { title: 'decisions.ballots.recount.title', needs },
  },
]
