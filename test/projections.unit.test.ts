/** A changed projection gets a new version, or a node would go on with rows that the old program made. */
import { expect, test } from 'vitest'
import { fingerprints, readGolden } from '../scripts/projections.ts'

test.each(Object.entries(fingerprints()))('%s: rows and version belong together', (name, now) => {
  const known = readGolden()[name]
  const hint = `npm run projections writes server/golden/projections.json${known ? '' : ' (it has no line for this projection yet)'}`
  expect(known, hint).toBeDefined()
  if (known?.fingerprint === now.fingerprint) return expect(now.version).toBe(known.version)
  expect(now.version, `${name} changed: raise its version, then ${hint}`).toBeGreaterThan(known?.version ?? 0)
  expect.fail(`${name} has its new version: now ${hint}`)
})
