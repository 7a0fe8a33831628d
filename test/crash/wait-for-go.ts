/**
 * Loaded before the program (`node --import`): reads its modules, then waits for a line, so that a test that starts a
 * server twenty times has the next one warm while it checks the last one. The program itself is untouched.
 */
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  await Promise.all([
    import('@changxin/server/app.ts'),
    import('@changxin/server/features.ts'),
    import('@changxin/server/demo/index.ts'),
  ])
  process.stdout.write('warm\n')
  await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))
  process.stdin.pause()
}
