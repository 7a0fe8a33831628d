/** What other features may show of maintenance. */
export { default as MaintenanceRows } from './MaintenanceRows.vue'
