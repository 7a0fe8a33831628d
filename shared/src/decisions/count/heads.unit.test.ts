/** Who is on the roll, and whose units are one head. */
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { RollUnit } from '../roll.events.ts'
import { countErrors } from './errors.ts'
import { electorateOf, type RelationOnDay, rollOf, type UnitInScope } from './heads.ts'

const unit = (unitId: string, floorArea: number | null = 9_000): UnitInScope => ({
  unitId,
  floorArea,
  floorAreaSource: floorArea === null ? null : 'registry',
})
const checked = { how: 'registry', note: null } as const
const owns = (
  unitId: string,
  personId: string,
  relation: RelationOnDay['relation'] = 'owner',
  check: RelationOnDay['check'] = checked,
): RelationOnDay => ({ unitId, personId, relation, check })
const heads = (roll: readonly RollUnit[]) => roll.map(({ unitId, voterId }) => `${unitId}→${voterId}`).join(' ')
const standings = (roll: readonly RollUnit[]) => roll.map(({ standing }) => standing).join(' ')
const units = ['101', '102', '201', '202'].map((id) => unit(id))

describe('one head', () => {
  test('is an owner over all units, named after the first of them', () => {
    const roll = rollOf({
      units,
      relations: [owns('102', 'li'), owns('202', 'li'), owns('101', 'wu'), owns('201', 'an')],
    })
    expect(heads(roll)).toBe('101→101 102→102 201→201 202→102')
    expect(electorateOf(roll)).toMatchObject({ heads: 3, units: 4, floorArea: 36_000 })
  })
  test('are co-owners together, whoever is called owner; with others, or alone, each is another head', () => {
    const relations = [
      ...[owns('101', 'li'), owns('101', 'wu', 'co-owner'), owns('102', 'wu'), owns('102', 'li', 'co-owner')],
      ...[owns('201', 'li'), owns('202', 'li'), owns('202', 'an', 'co-owner')],
    ]
    const roll = rollOf({ units, relations })
    expect(heads(roll)).toBe('101→101 102→101 201→201 202→202')
    expect(roll.map(({ ownerIds }) => ownerIds)).toEqual([['li', 'wu'], ['li', 'wu'], ['li'], ['an', 'li']])
  })
  test('is the developer over all unsold units, also those that somebody bought and was not handed', () => {
    const roll = rollOf({ units, relations: [owns('201', 'li')], unsoldUnitIds: new Set(['102', '201']) })
    expect(heads(roll)).toBe('101→101 102→102 201→102 202→202')
    expect(standings(roll)).toBe('unknown unsold unsold unknown')
    expect(roll[2]?.ownerIds).toEqual([])
  })
  test('is each unit whose owner nobody knows', () => {
    const roll = rollOf({ units, relations: [] })
    expect(heads(roll)).toBe('101→101 102→102 201→201 202→202')
    expect(standings(roll)).toBe('unknown unknown unknown unknown')
  })
  test('is an organisation like anybody', () => {
    const roll = rollOf({
      units,
      relations: [owns('101', 'school', 'organisation'), owns('202', 'school', 'organisation')],
    })
    expect(heads(roll)).toBe('101→101 102→102 201→201 202→101')
  })
})

test('whoever only lives there does not vote', () => {
  const relations = (['occupant', 'tenant', 'family-delegate'] as const).map((kind) => owns('101', kind, kind))
  expect(rollOf({ units: [unit('101')], relations })).toEqual([
    expect.objectContaining({ ownerIds: [], standing: 'unknown' }),
  ])
})

test('a unit is checked when the right of every owner was, by whichever relation', () => {
  const relations = [
    ...[owns('101', 'li'), owns('101', 'wu', 'co-owner', null)],
    ...[owns('102', 'li'), owns('102', 'wu', 'co-owner')],
    ...[owns('201', 'an', 'owner', null), owns('201', 'an', 'co-owner')],
    owns('202', 'bo', 'owner', null),
  ]
  expect(standings(rollOf({ units, relations }))).toBe('unchecked checked checked unchecked')
})

test('nobody is left out, and the roll fits its event', () => {
  const many = Array.from({ length: 50 }, (_, n) => unit(`u${n}`, n % 3 === 0 ? null : 100))
  const roll = rollOf({ units: many, relations: [owns('u3', 'li'), owns('u9', 'li')] })
  expect(roll.map(({ unitId }) => unitId)).toEqual(many.map(({ unitId }) => unitId))
  for (const one of roll) expect(RollUnit.parse(one)).toEqual(one)
})

test('units without a floor area are counted by what is known of their owner', () => {
  const roll = rollOf({
    units: [unit('101', null), unit('102', null), unit('201', null), unit('202', null), unit('301')],
    relations: [owns('101', 'li'), owns('102', 'wu', 'owner', null), owns('301', 'an')],
    unsoldUnitIds: new Set(['202']),
  })
  expect(electorateOf(roll)).toEqual({
    heads: 5,
    units: 5,
    floorArea: 9_000,
    unitsWithoutFloorArea: { checked: 1, unchecked: 1, unknown: 1, unsold: 1 },
  })
})

test('more owners than a roll can name are refused in words, not cut', () => {
  const relations = Array.from({ length: 21 }, (_, n) => owns('101', `p${n}`))
  const refusal = refusalOf(() => rollOf({ units: [unit('101')], relations }))
  expect(refusal).toMatchObject({ code: 'roll-too-many-owners', params: { unitId: '101', owners: 21 } })
  expectSayable(countErrors.entries, refusal)
})
