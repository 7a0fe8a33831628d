/** Consultations 一下一上一公示, for the server and the web. */
export * from './api.ts'
export * from './consultation.decider.ts'
export * from './consultation.state.ts'
export { consultationErrors } from './errors.ts'
export * from './events.ts'
