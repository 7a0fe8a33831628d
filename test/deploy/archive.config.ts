// `npm run test:archive`: makes a Debian and an archive, which takes minutes; apart from the tests of every day.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/deploy/archive.slow.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 900_000,
    fileParallelism: false,
    bail: 1,
  },
})
