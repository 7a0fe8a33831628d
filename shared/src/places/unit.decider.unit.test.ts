import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { placesErrors } from './errors.ts'
import { RelationEnded, RelationRecorded, type UnitEvent } from './events.ts'
import { relationsOn, type UnitCommand, type UnitFacts, unitDecider } from './unit.decider.ts'

const story = storyOf(unitDecider, placesErrors.entries)
const given =
  (...events: UnitEvent[]) =>
  (command: UnitCommand, facts: UnitFacts | undefined = { personKnown: true }) =>
    story(...events).when(command, facts)

type Relation = Extract<UnitEvent, { type: 'RelationRecorded' }>['data']
const today = '2026-03-01'
const owner: Relation = {
  relationId: 'a',
  unitId: 'u1',
  compoundId: 'c1',
  personId: 'p1',
  relation: 'owner',
  since: '2020-05-01',
  check: { how: 'registry', note: null },
}
const record = (change: Partial<Relation> = {}): UnitCommand => ({ type: 'RecordRelation', ...owner, ...change, today })
const end = (until: string, relationId = 'a'): UnitCommand => ({
  type: 'EndRelation',
  relationId,
  until,
  reason: '已出售',
})
const ended = RelationEnded({ relationId: 'a', unitId: 'u1', compoundId: 'c1', until: '2025-12-31', reason: '已出售' })
const recorded = RelationRecorded(owner)

test('an owner is recorded with the check, from today at the latest', () => {
  given()(record()).then(recorded)
  expect(given()(record({ since: today })).summary()).toBe('RelationRecorded')
  given()(record({ since: '2026-03-02' })).rejected('relation-in-future')
})

test('a person that is not known is refused', () => {
  given()(record(), { personKnown: false }).rejected('relation-person-unknown')
  given()(record(), {}).rejected('relation-person-unknown')
})

test('the same once more is already so; an overlap that differs is refused', () => {
  given(recorded)(record({ relationId: 'b' })).nothing()
  given(recorded)(record({ relationId: 'b', since: '2021-01-01' })).rejected('relation-overlaps')
  given(recorded)(record({ relationId: 'b', since: '2019-01-01' })).rejected('relation-overlaps')
  given(recorded)(record({ relationId: 'b', check: null })).rejected('relation-overlaps')
})

test('after the last day the same relation may begin again, not before', () => {
  const sold = given(recorded, ended)
  expect(sold(record({ relationId: 'b', since: '2026-01-01' })).summary()).toBe('RelationRecorded')
  sold(record({ relationId: 'b', since: '2025-12-31' })).rejected('relation-overlaps')
  sold(record({ relationId: 'b', since: '2019-12-31' })).rejected('relation-overlaps')
})

test('several owners and other relations of the same person stand side by side', () => {
  expect(given(recorded)(record({ relationId: 'b', personId: 'p2' })).summary()).toBe('RelationRecorded')
  expect(given(recorded)(record({ relationId: 'b', personId: 'p2', relation: 'co-owner' })).summary()).toBe(
    'RelationRecorded',
  )
  expect(given(recorded)(record({ relationId: 'b', relation: 'occupant' })).summary()).toBe('RelationRecorded')
})

test('a relation ends once, not before it began', () => {
  given(recorded)(end('2025-12-31')).then(ended)
  expect(given(recorded)(end('2020-05-01')).summary()).toBe('RelationEnded')
  given(recorded, ended)(end('2025-12-31')).nothing()
  given(recorded, ended)(end('2025-12-30')).rejected('relation-ended-already')
  given(recorded)(end('2020-04-30')).rejected('relation-ends-before-start')
  given(recorded)(end('2025-12-31', 'z')).rejected('relation-unknown')
})

test.each([
  ['2020-04-30', 0],
  ['2020-05-01', 1],
  ['2025-12-31', 1],
  ['2026-01-01', 0],
])('on %s it holds for %i', (day, count) => {
  expect(relationsOn(fold(unitDecider, [recorded, ended]), day)).toHaveLength(count)
})
