/** Pages that a worker first opens where there is no signal: fetched while there is some, so that the device has them. */

import { type Ref, watch } from 'vue'
import type { ConnectionState } from '../../live/index.ts'

const PAGES = [
  () => import('./MaintenanceRequests.vue'),
  () => import('./MaintenanceJob.vue'),
  () => import('./MaintenanceUnsynced.vue'),
  () => import('../MaintenanceReport.vue'),
] as const

/** Each only once: the browser remembers what it has. */
export function loadAhead(state: Readonly<Ref<ConnectionState>>): void {
  watch(
    state,
    (now) => {
      if (now === 'up') for (const page of PAGES) void page().catch(() => undefined)
    },
    { immediate: true },
  )
}
