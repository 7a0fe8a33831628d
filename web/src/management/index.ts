/** What other features may show of management. */
export { default as ManagementCompoundBlocks } from './blocks/ManagementCompoundBlocks.vue'
export { default as ManagementTab } from './ManagementTab.vue'
export { default as ManagementRotaNext } from './rota/ManagementRotaNext.vue'
