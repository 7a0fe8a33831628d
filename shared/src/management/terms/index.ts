import { contractEvents } from './contract.events.ts'
import { groupEvents } from './group.events.ts'
import { servicesEvents } from './services.events.ts'

export * from './api.ts'
export * from './contract.decider.ts'
export * from './contract.events.ts'
export { termsErrors } from './errors.ts'
export * from './group.decider.ts'
export * from './group.events.ts'
export * from './notice.ts'
export * from './parts.ts'
export * from './services.decider.ts'
export * from './services.events.ts'
export * from './words.ts'

export const termsEvents = [...contractEvents, ...groupEvents, ...servicesEvents] as const
