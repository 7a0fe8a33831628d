/** Pages of joint meetings and questions. */
import { ChatLineSquare } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const meetingsRoutes: RouteRecordRaw[] = [
  {
    path: '/matters',
    component: () => import('./ManagementMatters.vue'),
    meta: { title: 'management.meetings.title', needs: 'management.matters' },
  },
  {
    path: '/meetings/:id',
    component: () => import('./ManagementMeeting.vue'),
    props: true,
    meta: { title: 'management.meetings.one', needs: 'management.meeting' },
  },
  {
    path: '/compounds/:id/meetings/new',
    component: () => import('./ManagementMeetingNew.vue'),
    props: true,
    meta: { title: 'management.meetings.record', needs: 'management.hold-meeting' },
  },
  {
    path: '/questions/:id',
    component: () => import('./ManagementQuestion.vue'),
    props: true,
    meta: { title: 'management.meetings.question.title', needs: 'management.question' },
  },
]

export const meetingsNav: NavEntry = {
  to: '/matters',
  label: 'management.meetings.title',
  icon: ChatLineSquare,
  needs: 'management.matters',
  // Residents find theirs on the page of their compound.
  when: ({ grants }) => grants.some(({ role }) => role !== 'worker'),
  order: 46,
}
