export { type KurrentLogOptions, openKurrentLog } from './log.ts'
export { problemsOfUrl, readKurrentUrl } from './url.ts'
