/** Rules of participation, for the server and the web. */
export * from './api.ts'
export { participationErrors } from './errors.ts'
export * from './rule.decider.ts'
export * from './rule.ts'
