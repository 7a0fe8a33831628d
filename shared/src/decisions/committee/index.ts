/** The owners' committee, for the server and the web. */
export * from './api.ts'
export * from './committee.commands.ts'
export * from './committee.decider.ts'
export { isResolved } from './committee.meetings.ts'
export * from './committee.state.ts'
export { latestUntil } from './committee.terms.ts'
export { committeeErrors } from './errors.ts'
export * from './events.ts'
