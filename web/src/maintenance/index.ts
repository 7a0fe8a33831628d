/** What other features may use of maintenance. */
export { default as MaintenanceMine } from './MaintenanceMine.vue'
export { default as MaintenanceRow } from './MaintenanceRow.vue'
export { default as MaintenanceRows } from './MaintenanceRows.vue'
