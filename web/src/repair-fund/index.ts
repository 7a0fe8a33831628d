/** What other features may show of the repair fund. */
export { default as RepairFundHome } from './RepairFundHome.vue'
export { default as RepairFundTab } from './RepairFundTab.vue'
