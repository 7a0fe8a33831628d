/** The demo county: a folder of its own with simulated operation on the real plan, everything marked as a sample. */
export { type BuiltDemo, buildDemo, type DemoSize } from './build.ts'
export { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts'
export { type DemoFolder, demoOf, readDemo, removeUnfinishedDemo } from './demo-folder.ts'
