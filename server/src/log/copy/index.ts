/** Moving a log from one engine to another: used by `npm run log:copy` and its tests alone. */
export { type CopyCheck, checkCopy } from './check.ts'
export { type CopyReport, type CopyStage, copyLog } from './copy-log.ts'
export { CopyDiffers, type CopyProblem } from './differs.ts'
export { openImporter, openStill } from './open.ts'
