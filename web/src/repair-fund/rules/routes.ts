/** The page of fund rules, in the navigation of those who adopt them. */
import { Notebook } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const fundRulesRoutes: RouteRecordRaw[] = [
  {
    path: '/fund-rules',
    component: () => import('./RepairFundRulesPage.vue'),
    meta: { title: 'repair-fund.rules.title', needs: 'repair-fund.rules' },
  },
]
export const fundRulesNav: NavEntry[] = [
  {
    to: '/fund-rules',
    label: 'repair-fund.rules.title',
    icon: Notebook,
    needs: 'repair-fund.rules',
    when: ({ actions }) => actions.includes('repair-fund.adopt-rule'),
    order: 75,
  },
]
