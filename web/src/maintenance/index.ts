/** What other features may use of maintenance. */

export { createJobAccess, isEnded, type JobAccess, jobAccessKey, tokenIn } from './link/job-client.ts'
export { useJobAccess } from './link/use-job.ts'
export { default as MaintenanceMine } from './MaintenanceMine.vue'
export { default as MaintenanceRow } from './MaintenanceRow.vue'
export { default as MaintenanceRows } from './MaintenanceRows.vue'
export { prepareFile } from './prepare-file.ts'
