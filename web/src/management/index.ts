/** What other features may show of management. */
export { default as ManagementTab } from './ManagementTab.vue'
