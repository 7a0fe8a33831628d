/** The entry script in this checkout: what needs no installation and no server. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { command, root } from './checkout.ts'

test('tests run under the pinned Node, whichever Node started them', () => {
  expect(Number.parseInt(process.versions.node, 10)).toBeGreaterThanOrEqual(26)
})

test('an unknown task is named, with those that there are', async () => {
  const run = command(process.execPath, [path.join(root, 'scripts/run.mjs'), 'strat'])
  expect(await run.ended).toBe(2)
  expect(run.output()).toMatch(/unknown task strat; there are: start, dev, /)
})
