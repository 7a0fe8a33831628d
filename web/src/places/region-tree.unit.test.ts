import { expect, test } from 'vitest'
import { levelsBelow, namesAbove, type Region, regionTree } from './region-tree.ts'

const region = (id: string, level: Region['level'], parentId: string | null): Region => ({
  id,
  level,
  name: `名${id}`,
  parentId,
  compounds: 0,
})
const regions = [
  region('block', 'block', 'town'),
  region('village', 'community', 'town'),
  region('town', 'subdistrict', 'county'),
  region('county', 'district', null),
]

test('regions nest, blocks behind the others, and one whose parent is not shown stands at the top', () => {
  const [county, ...others] = regionTree(regions)
  expect(others).toEqual([])
  expect(county?.children[0]?.children.map((one) => one.id)).toEqual(['village', 'block'])
  expect(regionTree(regions.slice(0, 3)).map((one) => one.id)).toEqual(['town'])
})

test('the levels that may be added depend on what is above', () => {
  expect(levelsBelow(undefined)).toEqual(['district', 'city'])
  expect(levelsBelow('district')).toEqual(['subdistrict', 'block'])
  expect(levelsBelow('community')).toEqual(['block'])
  expect(levelsBelow('block')).toEqual([])
})

test('a region is told from another of the same name by what lies above it', () => {
  const byId = new Map(regions.map((one) => [one.id, one]))
  expect(namesAbove(regions[1] as Region, byId)).toEqual(['名county', '名town'])
})
