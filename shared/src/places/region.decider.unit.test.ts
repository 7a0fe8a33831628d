import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { placesErrors } from './errors.ts'
import { type RegionEvent, type RegionLevel, RegionRegistered, RegionRenamed } from './events.ts'
import { type RegionCommand, type RegionFacts, regionDecider } from './region.decider.ts'

const story = storyOf(regionDecider, placesErrors.entries)
const given =
  (...events: RegionEvent[]) =>
  (command: RegionCommand, facts?: RegionFacts) =>
    story(...events).when(command, facts)

const data = (level: RegionLevel, parentId: string | null) => ({ regionId: 'r1', level, name: '桂溪街道', parentId })
const register = (level: RegionLevel, parentId: string | null = 'p1'): RegionCommand => ({
  type: 'RegisterRegion',
  ...data(level, parentId),
})

const levels: RegionLevel[] = ['city', 'district', 'subdistrict', 'community', 'block']
const nests: Record<RegionLevel, (RegionLevel | null)[]> = {
  city: [null],
  district: [null, 'city'],
  subdistrict: ['district'],
  community: ['subdistrict'],
  block: ['district', 'subdistrict', 'community'],
}
const pairs = levels.flatMap((level) =>
  [null, ...levels].map((parent) => ({ level, parent, fits: nests[level].includes(parent) })),
)

test.each(pairs)('a $level below $parent: $fits', ({ level, parent, fits }) => {
  const act = () => given()(register(level, parent && 'p1'), { parent: parent && { level: parent } })
  if (fits) act().then(RegionRegistered(data(level, parent && 'p1')))
  else act().rejected(parent === null ? 'region-parent-missing' : 'region-level-mismatch')
})

test('a parent that was not found or not read is refused', () => {
  given()(register('community'), { parent: null }).rejected('region-parent-unknown')
  given()(register('community')).rejected('region-parent-unknown')
})

test('registered again it is already so; with other data it is refused', () => {
  const registered = given(RegionRegistered(data('community', 'p1')))
  registered(register('community')).nothing()
  registered(register('community', 'p2'), { parent: { level: 'subdistrict' } }).rejected('region-exists')
})

test('a region is renamed once it exists', () => {
  const rename = { type: 'RenameRegion', regionId: 'r1', name: '桂阳街道' } as const
  const registered = RegionRegistered(data('subdistrict', 'p1'))
  given(registered)(rename).then(RegionRenamed({ regionId: 'r1', name: '桂阳街道' }))
  given(registered, RegionRenamed({ regionId: 'r1', name: '桂阳街道' }))(rename).nothing()
  given()(rename).rejected('region-unknown')
})

test('an event that nobody knows is fatal', () => {
  expect(() => regionDecider.evolve(null, { type: 'RegionSunk', data: {} } as unknown as RegionEvent)).toThrow(
    TypeError,
  )
})
