/** Pages of blocks and centres, and where they stand in the navigation. */
import { Connection, Service } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../feature.ts'

export const blocksRoutes: RouteRecordRaw[] = [
  {
    path: '/blocks',
    component: () => import('./ManagementBlocks.vue'),
    meta: { title: 'management.block.title', needs: 'management.blocks' },
  },
  {
    path: '/blocks/:id',
    component: () => import('./ManagementBlock.vue'),
    props: true,
    meta: { title: 'management.block.title', needs: 'management.block' },
  },
  {
    path: '/centres',
    component: () => import('./ManagementCentres.vue'),
    meta: { title: 'management.centre.title', needs: 'management.centres' },
  },
  {
    path: '/centres/:id',
    component: () => import('./ManagementCentre.vue'),
    props: true,
    meta: { title: 'management.centre.title', needs: 'management.services' },
  },
]
/** Workers and committees look things up from their compound; who answers for many has the lists. */
const answersForMany: NavEntry['when'] = ({ grants }) =>
  grants.some(({ role }) => role !== 'worker' && role !== 'committee')
export const blocksNav: NavEntry[] = [
  {
    to: '/blocks',
    label: 'management.block.title',
    icon: Connection,
    needs: 'management.blocks',
    when: answersForMany,
    order: 66,
  },
  {
    to: '/centres',
    label: 'management.centre.title',
    icon: Service,
    needs: 'management.centres',
    when: answersForMany,
    order: 67,
  },
]
