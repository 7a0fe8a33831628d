export * from './api.ts'
export { type Due, type Payment, paidFor } from './paid-for.ts'
