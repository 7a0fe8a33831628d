/** What other features may show of owners' decisions. */
export { default as DecisionsHome } from './DecisionsHome.vue'
export { default as DecisionsTab } from './DecisionsTab.vue'
export { default as DecisionsAsked } from './participation/DecisionsAsked.vue'
