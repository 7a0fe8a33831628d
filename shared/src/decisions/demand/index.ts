/** Demands for an extraordinary meeting, for the server and the web. */
export * from './api.ts'
export * from './demand.count.ts'
export * from './demand.decider.ts'
export { demandErrors } from './errors.ts'
export * from './events.ts'
