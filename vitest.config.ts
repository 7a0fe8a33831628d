// Three projects, one after the other: unit, then integration, then browser tests.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', 'data/**']
const anywhere = '{shared,server,web,scripts,test}/**'
/**
 * A worker loads the product once and not for every file anew, which took half of the time. So what a test changes for
 * the whole process (a fake clock, a global) it puts back.
 */
const isolate = false
/** Every server that a test starts has threads, which Vitest does not load: with this they start in half of the time. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/tests', import.meta.url)) }

export default defineConfig({
  test: {
    // One less than the cores, the usual, would leave half of a small machine idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${anywhere}/*.unit.test.ts`, 'test/tidy.test.ts'],
          exclude,
          isolate,
          testTimeout: 10_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'int',
          include: [`${anywhere}/*.int.test.ts`],
          exclude,
          isolate,
          env,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          exclude,
          isolate,
          env,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Pages change by themselves, on a busy machine not within the default second.
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
