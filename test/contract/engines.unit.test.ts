/** No engine without its contract: a folder in server/src/log with a log of its own is an engine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const engines = readdirSync(here('../../server/src/log'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(here(`../../server/src/log/${entry.name}/log.ts`)))
  .map((entry) => entry.name)

test.each(engines)('the engine %s runs the whole contract', (engine) => {
  const suite = here(`./${engine}-log.int.test.ts`)
  expect(existsSync(suite), `make test/contract/${engine}-log.int.test.ts`).toBe(true)
  expect(readFileSync(suite, 'utf8'), `it calls logContract('${engine}', …)`).toContain(`logContract('${engine}'`)
})

test('there is an engine', () => {
  expect(engines).toContain('sqlite')
})
