/** Pages of committees, demands, consultations and surveys. */
import type { RouteRecordRaw } from 'vue-router'

export const participationRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/committee',
    component: () => import('../committee/DecisionsCommittee.vue'),
    props: true,
    meta: { title: 'decisions.committee.title', needs: 'decisions.committee' },
  },
  {
    path: '/compounds/:id/committee/meetings/:meetingId/:itemId/print',
    component: () => import('../committee/DecisionsResolutionPaper.vue'),
    props: true,
    meta: { title: 'decisions.committee.notice', needs: 'decisions.committee-meetings', bare: true },
  },
  {
    path: '/demands/:id',
    component: () => import('../demand/DecisionsDemand.vue'),
    props: true,
    meta: { title: 'decisions.demand.list', needs: 'decisions.demand' },
  },
  {
    path: '/demands/:id/print',
    component: () => import('../demand/DecisionsDemandPaper.vue'),
    props: true,
    meta: { title: 'decisions.demand.print', needs: 'decisions.demand', bare: true },
  },
  {
    path: '/consultations/:id',
    component: () => import('../consultation/DecisionsConsultation.vue'),
    props: true,
    meta: { title: 'decisions.consultation.list', needs: 'decisions.consultation' },
  },
  {
    path: '/consultations/:id/print',
    component: () => import('../consultation/DecisionsConsultationPaper.vue'),
    props: true,
    meta: { title: 'decisions.consultation.print', needs: 'decisions.consultation', bare: true },
  },
  {
    path: '/surveys/:id',
    component: () => import('../survey/DecisionsSurvey.vue'),
    props: true,
    meta: { title: 'decisions.survey.list', needs: 'decisions.survey' },
  },
]
