/** What other features may show of oversight. */
export { default as OversightFreshness } from './OversightFreshness.vue'
