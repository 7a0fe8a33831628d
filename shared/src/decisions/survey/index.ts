/** Surveys of a renovation menu, for the server and the web. */
export * from './api.ts'
export { surveyErrors } from './errors.ts'
export * from './events.ts'
export * from './menu.ts'
export * from './survey.decider.ts'
