/** People see the places they may use, and land on the first of them. */
import type { MeView } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { features } from '../features.ts'
import { entriesFor, landingOf } from './navigation.ts'

const me = (...actions: string[]): MeView => ({
  personId: 'p1',
  name: '李',
  grants: [{ id: 'g1', role: 'overseer', scope: { kind: 'all', id: 'all' }, scopeName: '' }],
  homes: [],
  actions,
  sessionExpiresAt: '2026-03-01T00:00:00.000Z',
  demo: false,
})

test('without sign-in there is nothing; with an action its place', () => {
  expect(entriesFor(null)).toEqual([])
  expect(entriesFor(me('places.compounds')).map((entry) => entry.to)).toContain('/compounds')
  expect(entriesFor(me('places.compounds')).map((entry) => entry.to)).not.toContain('/overview')
})

test('an overseer lands on the overview, who may see nothing is told so', () => {
  expect(landingOf(me('places.compounds', 'oversight.overview'))).toBe('/overview')
  expect(landingOf(null)).toBe('/not-allowed')
})

test('every place of the navigation has a page, and needs what its page needs', () => {
  const pages = features.flatMap((feature) => feature.routes)
  for (const entry of features.flatMap((feature) => feature.nav)) {
    const page = pages.find((one) => one.path.replace(/\/:\w+\?$/, '') === entry.to)
    expect(page, entry.to).toBeDefined()
    if (entry.needs) expect(page?.meta?.needs, entry.to).toBe(entry.needs)
  }
})
