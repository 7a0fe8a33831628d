/** What other features may show of the repair fund. */
export { default as RepairFundTab } from './RepairFundTab.vue'
