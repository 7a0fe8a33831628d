/** Pages of collections. */
import type { RouteRecordRaw } from 'vue-router'

export const collectionRoutes: RouteRecordRaw[] = [
  {
    path: '/compounds/:id/collections',
    component: () => import('./RepairFundCollections.vue'),
    props: true,
    meta: { title: 'repair-fund.collections.title', needs: 'repair-fund.collections' },
  },
  {
    path: '/collections/:id',
    component: () => import('./RepairFundCollection.vue'),
    props: true,
    meta: { title: 'repair-fund.collections.title', needs: 'repair-fund.collection' },
  },
  {
    path: '/collections/:id/paper',
    component: () => import('./RepairFundCollectionPaper.vue'),
    props: true,
    meta: { title: 'repair-fund.collections.paper.title', needs: 'repair-fund.collection', bare: true },
  },
]
