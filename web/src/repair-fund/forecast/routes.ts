/** The page of the estimate. */
import type { RouteRecordRaw } from 'vue-router'

export const fundForecastRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/fund/forecast',
    component: () => import('./RepairFundForecast.vue'),
    props: true,
    meta: { title: 'repair-fund.forecast.title', needs: 'repair-fund.forecast' },
  },
]
