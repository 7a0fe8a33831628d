export * from './day.decider.ts'
export { clockErrors } from './errors.ts'
export * from './events.ts'
