import { expect, test } from 'vitest'
import { allErrors, allEvents, allRoutes, errorsByOwner } from './features.ts'

const entries = Object.entries(allErrors)
/** A word comes as `{levelZh}` in one sentence and `{levelEn}` in the other. */
const placeholders = (language: 'zh' | 'en', sentence: string) => {
  const suffix = language === 'zh' ? /Zh\}$/ : /En\}$/
  return [...new Set((sentence.match(/\{\w+\}/g) ?? []).map((name) => name.replace(suffix, '}')))].sort()
}

test('no two features define the same code', () => {
  const owners = new Map<string, string[]>()
  for (const [owner, codes] of Object.entries(errorsByOwner)) {
    for (const code of Object.keys(codes)) owners.set(code, [...(owners.get(code) ?? []), owner])
  }
  expect([...owners].filter(([, list]) => list.length > 1)).toEqual([])
  expect(entries).toHaveLength(owners.size)
})

test('every code is kebab-case', () => {
  expect(entries.map(([code]) => code).filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([])
})

test('every status is one that the edge may answer', () => {
  const allowed = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503]
  expect(entries.filter(([, entry]) => !allowed.includes(entry.status))).toEqual([])
})

test('both languages say the same figures, each in whole sentences', () => {
  const differing = entries.filter(([, { zh, en }]) => placeholders('zh', zh).join() !== placeholders('en', en).join())
  expect(differing).toEqual([])
  expect(entries.filter(([, { zh, en }]) => !/[。：}]$/.test(zh) || !/([.]|: \{\w+\})$/.test(en))).toEqual([])
})

test('no two event types share a name', () => {
  const types = allEvents.map((event) => event.type)
  expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([])
  expect(types).toEqual(
    expect.arrayContaining([
      'DayStarted',
      'FileStored',
      'CheckpointSigned',
      'RequestReported',
      'FundOpened',
      'PlanImported',
    ]),
  )
})

test('no two routes share an action or an address, and path parameters are parsed', () => {
  const actions = allRoutes.map((route) => route.action)
  const addresses = allRoutes.map((route) => `${route.kind} ${route.path}`)
  expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([])
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([])
  for (const route of allRoutes) {
    const schema = route.kind === 'query' ? route.input : route.params
    for (const [, name] of route.path.matchAll(/:(\w+)/g))
      expect(Object.keys(schema.shape), route.action).toContain(name)
  }
})
