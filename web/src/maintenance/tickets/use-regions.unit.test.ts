/** Which regions somebody may import for. */
import { expect, test } from 'vitest'
import { regionsWithin } from './use-regions.ts'

test('the regions of a scope and what lies in them, however deep', () => {
  const region = (id: string, parentId: string | null) => ({ id, name: id, parentId })
  const all = [
    region('county', null),
    region('street', 'county'),
    region('community', 'street'),
    region('else', 'county'),
  ]
  const within = (...tops: string[]) => regionsWithin(all, new Set(tops)).map(({ id }) => id)
  expect(within('street')).toEqual(['street', 'community'])
  expect(within('county')).toEqual(['county', 'street', 'community', 'else'])
  expect(within('nowhere')).toEqual([])
})
