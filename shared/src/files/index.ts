export * from './api.ts'
export { filesErrors } from './errors.ts'
export * from './events.ts'
export * from './file.decider.ts'
