/**
 * `npm run golden`: writes a first golden file, with made-up data that fits the schema, for every event that has none.
 * Never overwrites one: the files stand for what logs already hold. Read the draft and make it telling before committing.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allEvents } from '@changxin/shared/features'
import { type EventType, readEvent } from '@changxin/shared/kernel'
import { exampleOf } from './lib/example.ts'

const folder = fileURLToPath(new URL('../shared/golden/', import.meta.url))

function writeDraft(definition: EventType): boolean {
  const name = `${definition.type}.v${definition.version}.json`
  if (existsSync(folder + name)) return true
  try {
    const data = exampleOf(definition.schema)
    readEvent(definition, definition.version, data)
    writeFileSync(folder + name, `${JSON.stringify(data, null, 2)}\n`)
    console.log(`wrote ${name}`)
    return true
  } catch (error) {
    console.error(`${name}: write it by hand, the schema wants more than an example can guess: ${String(error)}`)
    return false
  }
}

mkdirSync(folder, { recursive: true })
const done = allEvents.map(writeDraft)
process.exitCode = done.every(Boolean) ? 0 : 1
