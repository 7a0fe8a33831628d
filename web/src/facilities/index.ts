/** What other features may show of facilities. */
export { default as FacilitiesLooks } from './FacilitiesLooks.vue'
export { default as FacilitiesTenTick } from './FacilitiesTenTick.vue'
