export * from './api.ts'
export * from './cash-book.decider.ts'
export { cashBookErrors } from './errors.ts'
export * from './events.ts'
