/** What other features may show of owners' decisions. */
export { default as DecisionsHome } from './DecisionsHome.vue'
export { default as DecisionsTab } from './DecisionsTab.vue'
export { default as DecisionsAsked } from './participation/DecisionsAsked.vue'
export { default as DecisionsRequestPick } from './propose/DecisionsRequestPick.vue'
export { default as DecisionsScope } from './propose/DecisionsScope.vue'
export { default as DecisionsUnits } from './propose/DecisionsUnits.vue'
