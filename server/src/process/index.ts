export { MAX_PENDING, type Pending, type Process, processMeta } from './process.ts'
export { createProcessRunner, type ProcessRunner } from './runner.ts'
