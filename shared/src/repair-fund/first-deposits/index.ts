export * from './api.ts'
export * from './first-deposit.ts'
