/** Words: the same keys in both languages, every key that the code names exists, and none is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { clockEvents } from '@changxin/shared/clock'
import { facilitiesEvents } from '@changxin/shared/facilities'
import { fileEvents } from '@changxin/shared/files'
import { maintenanceEvents } from '@changxin/shared/maintenance'
import { managementEvents } from '@changxin/shared/management'
import { oversightEvents } from '@changxin/shared/oversight'
import { peopleEvents } from '@changxin/shared/people'
import { placesEvents } from '@changxin/shared/places'
import { renovationEvents } from '@changxin/shared/renovation'
import { repairFundEvents } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import type { Messages } from '../feature.ts'
import { features } from '../features.ts'
import { allMessages } from './index.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const zh = flat(allMessages('zh'))
const en = flat(allMessages('en'))
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/\.test\.ts$|messages\.ts$/.test(file))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  .join('\n')
const namespaces = [...Object.keys(allMessages('zh'))].join('|')
const literal = new Set(
  [...source.matchAll(new RegExp(`['"]((?:${namespaces})\\.[\\w.-]+)['"]`, 'g'))].map((match) => match[1] as string),
)
/** `\`places.level.${…}\`` and, where the last part is added elsewhere, `'places.level.'`. */
const prefixes = ['`', "'"].flatMap((quote) =>
  [
    ...source.matchAll(
      new RegExp(`${quote}((?:${namespaces})\\.(?:[\\w-]+\\.)*[\\w-]*)${quote === '`' ? '\\$\\{' : "(?<=\\.)'"}`, 'g'),
    ),
  ].map((match) => match[1] as string),
)
/** Action names look like keys and are none. */
const actions = new Set(
  features.flatMap((feature) => [
    ...feature.routes.map((route) => route.meta?.needs),
    ...feature.nav.map((entry) => entry.needs),
  ]),
)

function flat(messages: Messages, before = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') found.set(before + key, value)
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text)
  }
  return found
}

test('both languages have the same keys, none of them empty', () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('both languages fill in the same figures, and no text has letters that the format takes for its own', () => {
  const holes = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((match) => match[1])
      .sort()
      .join()
  expect([...zh].filter(([key, text]) => holes(text) !== holes(en.get(key) ?? ''))).toEqual([])
  expect([...zh, ...en].filter(([, text]) => /[|@]/.test(text.replaceAll("{'@'}", '')))).toEqual([])
})

test('every key that is called for exists', () => {
  const called = [...source.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((match) => match[1] as string)
  expect(called.length).toBeGreaterThan(20)
  expect(called.filter((key) => !zh.has(key))).toEqual([])
  expect(prefixes.filter((prefix) => ![...zh.keys()].some((key) => key.startsWith(prefix)))).toEqual([])
})

test('no key is left over', () => {
  const used = (key: string) => literal.has(key) || prefixes.some((prefix) => key.startsWith(prefix))
  expect([...zh.keys()].filter((key) => !used(key) && !actions.has(key))).toEqual([])
})

test('every event type has its words', () => {
  const events = [
    clockEvents,
    facilitiesEvents,
    fileEvents,
    maintenanceEvents,
    managementEvents,
    oversightEvents,
    peopleEvents,
    placesEvents,
    renovationEvents,
    repairFundEvents,
  ].flat()
  expect(events.map((event) => event.type).filter((type) => !zh.has(`event.${type}`))).toEqual([])
})
