export * from './api.ts'
export { AGES, ageOn, COMPARED_MINIMUM_N, SIZES, sizeOf } from './cohort.ts'
export * from './compare.ts'
