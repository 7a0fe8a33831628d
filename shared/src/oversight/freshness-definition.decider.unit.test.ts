import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { oversightErrors } from './errors.ts'
import { FreshnessDefined, type FreshnessEvent } from './events.ts'
import {
  defaultFreshness,
  type FreshnessDefinition,
  freshnessDefinitionDecider,
} from './freshness-definition.decider.ts'

const story = storyOf(freshnessDefinitionDecider, oversightErrors.entries)
const given =
  (...events: FreshnessEvent[]) =>
  (change: Partial<FreshnessDefinition> = {}) =>
    story(...events).when({ type: 'DefineFreshness', definition: { ...defaultFreshness, ...change } })
const first = FreshnessDefined(defaultFreshness)

test('the default definition fits its event, is marked as suggested, and is the first', () => {
  expect(FreshnessDefined.schema.parse(defaultFreshness)).toEqual(defaultFreshness)
  expect(defaultFreshness.basis).toBe('suggested')
  given()().then(first)
})

test('the same once more is already so, however its fields are ordered', () => {
  const { bands, ...rest } = defaultFreshness
  const turned = { bands: { ageing: bands.ageing, steady: bands.steady, fresh: bands.fresh }, ...rest }
  given(first)(turned).nothing()
})

test('versions follow each other', () => {
  expect(given(first)({ version: 2, lookWithinDays: 60 }).summary()).toBe('FreshnessDefined')
  given(first)({ lookWithinDays: 60 }).rejected('freshness-version-order')
  given(first)({ version: 3 }).rejected('freshness-version-order')
  given()({ version: 2 }).rejected('freshness-version-order')
  given(first)({ version: 2, validFrom: '1999-12-31' }).rejected('freshness-valid-from-earlier')
})

test('weights sum to 100', () => {
  const { weights } = defaultFreshness
  given()({ weights: { ...weights, money: 9 } }).rejected('freshness-weights-sum', { sum: 99 })
  given()({ weights: { ...weights, money: 11 } }).rejected('freshness-weights-sum', { sum: 101 })
  expect(given()({ weights: { ...weights, money: 11, upkeep: 19 } }).summary()).toBe('FreshnessDefined')
})

test.each([
  [101, 70, 50],
  [85, 85, 50],
  [85, 70, 70],
  [85, 70, 0],
])('bands %i %i %i are refused', (fresh, steady, ageing) => {
  given()({ bands: { fresh, steady, ageing } }).rejected('freshness-bands-order')
})
