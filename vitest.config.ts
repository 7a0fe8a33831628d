// Three projects, one after the other: unit, then integration, then browser tests with the machine to themselves.
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', 'data/**']
const anywhere = '{shared,server,web,scripts,test}/**'

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
          testTimeout: 10_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'int',
          include: [`${anywhere}/*.int.test.ts`],
          exclude,
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
          fileParallelism: false,
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
