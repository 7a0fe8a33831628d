/** Who bears how much: worked examples by article, and properties over compounds of up to 2,000 units. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { type BearingUnit, type BuildingDeposits, groupsOf, shareBack, shareOut, sharesIn } from './apportion.ts'

const NOBODY: BuildingDeposits = { ownersFen: 0, sellers: [] }
const home = (unitId: string, weight: number, more: Partial<BearingUnit> = {}): BearingUnit => ({
  ...{ unitId, weight, buildingId: 'b1', book: 'commercial', unsold: false },
  ...more,
})
const sold = (unitId: string, weight: number, buildingId = 'b1') =>
  home(unitId, weight, { book: 'public-housing', buildingId })
const sumOf = (...maps: ReadonlyMap<string, number>[]) =>
  maps.flatMap((map) => [...map.values()]).reduce((sum, fen) => sum + fen, 0)

describe('165号令 art. 20 (1): related owners by area', () => {
  test('¥10,000 over 3,017.46 m² comes out exact, where a rounded price per m² would lose ¥12', () => {
    const units = [home('u1', 100_000), home('u2', 100_000), home('u3', 101_746)]
    const { units: shares } = sharesIn(
      shareOut(
        1_000_000,
        groupsOf(units, () => NOBODY),
      ),
    )
    expect([...shares]).toEqual([
      ['u1', 331_405],
      ['u2', 331_404],
      ['u3', 337_191],
    ])
  })
  test('the fen that is left goes to the largest remainder, of equal ones to the first id', () => {
    const { units } = sharesIn(
      shareOut(
        100,
        groupsOf([home('c', 1), home('a', 1), home('b', 1)], () => NOBODY),
      ),
    )
    expect([...units]).toEqual([
      ['a', 34],
      ['b', 33],
      ['c', 33],
    ])
  })
})

test('art. 21: unsold units take part with their area, and are marked as the developer’s', () => {
  const [group] = shareOut(
    100,
    groupsOf([home('u1', 1), home('u2', 1, { unsold: true })], () => NOBODY),
  )
  expect(group?.units.map(({ amountFen, unsold }) => [amountFen, unsold])).toEqual([
    [50, false],
    [50, true],
  ])
})

describe('art. 20 (2) and (3): sold public housing in two exact steps, in a mixed compound after the areas of each kind', () => {
  const deposits = (buildingId: string): BuildingDeposits =>
    buildingId === 'b2' ? { ownersFen: 2_000, sellers: [{ sellerId: 's1', depositedFen: 6_000 }] } : NOBODY

  test('a quarter of what a building bears is its owners’, who deposited a quarter', () => {
    const units = [home('u1', 6_000), sold('u2', 2_000, 'b2'), sold('u3', 2_000, 'b2')]
    const groups = shareOut(10_000, groupsOf(units, deposits))
    expect(groups.map(({ book, amountFen }) => [book, amountFen])).toEqual([
      ['commercial', 6_000],
      ['public-housing', 4_000],
    ])
    const { units: shares, sellers } = sharesIn(groups)
    expect([...sellers]).toEqual([['s1', 3_000]])
    expect([...shares]).toEqual([
      ['u1', 6_000],
      ['u2', 500],
      ['u3', 500],
    ])
  })
  test('where nobody deposited anything its owners bear it by area', () => {
    const { units, sellers } = sharesIn(
      shareOut(
        300,
        groupsOf([sold('u2', 1), sold('u3', 2)], () => NOBODY),
      ),
    )
    expect([[...units], [...sellers]]).toEqual([
      [
        ['u2', 100],
        ['u3', 200],
      ],
      [],
    ])
  })
})

const compound = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 2_000, size: 'max' }),
    totalFen: fc.integer({ min: 1, max: 1_000_000_000 }),
    deposits: fc.array(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 12, maxLength: 12 }),
  })
  .filter(({ weights }) => weights.some((weight) => weight > 0))
  .map(({ weights, totalFen, deposits }) => {
    const units = weights.map((weight, index) => {
      const buildingId = `b${index % 4}`
      return index % 3 === 0 ? sold(`u${index}`, weight, buildingId) : home(`u${index}`, weight, { buildingId })
    })
    const depositsOf = (buildingId: string): BuildingDeposits => {
      const at = Number(buildingId.slice(1)) * 3
      const seller = (nth: number) => ({ sellerId: `${buildingId}-s${nth}`, depositedFen: deposits[at + nth] ?? 0 })
      return { ownersFen: deposits[at] ?? 0, sellers: [seller(1), seller(2)] }
    }
    return { units, totalFen, depositsOf }
  })

describe('for any compound', () => {
  test('shares sum to the whole, and the order of the units changes nothing', () => {
    fc.assert(
      fc.property(compound, ({ units, totalFen, depositsOf }) => {
        const groups = shareOut(totalFen, groupsOf(units, depositsOf))
        const { units: shares, sellers } = sharesIn(groups)
        expect(sumOf(shares, sellers)).toBe(totalFen)
        expect(shareOut(totalFen, groupsOf([...units].reverse(), depositsOf))).toEqual(groups)
      }),
      seeded(60),
    )
  })
  test('without public housing nobody is a fen away from the exact share', () => {
    fc.assert(
      fc.property(compound, ({ units, totalFen }) => {
        const commercial = units.map((unit) => ({ ...unit, book: 'commercial' as const }))
        const whole = commercial.reduce((sum, { weight }) => sum + weight, 0)
        const { units: shares } = sharesIn(
          shareOut(
            totalFen,
            groupsOf(commercial, () => NOBODY),
          ),
        )
        for (const { unitId, weight } of commercial)
          expect(Math.abs((shares.get(unitId) ?? 0) - (totalFen * weight) / whole)).toBeLessThan(1)
      }),
      seeded(40),
    )
  })
  test('what comes back of an advance is exact, and nobody gets more than they gave', () => {
    fc.assert(
      fc.property(compound, fc.double({ min: 0, max: 1, noNaN: true }), ({ units, totalFen, depositsOf }, part) => {
        const groups = groupsOf(units, depositsOf)
        const gave = sharesIn(shareOut(totalFen, groups))
        const backFen = Math.floor(totalFen * part)
        const back = shareBack(backFen, groups, gave)
        expect(sumOf(back.units, back.sellers)).toBe(backFen)
        for (const [id, fen] of back.units) expect(fen).toBeLessThanOrEqual(gave.units.get(id) ?? 0)
        for (const [id, fen] of back.sellers) expect(fen).toBeLessThanOrEqual(gave.sellers.get(id) ?? 0)
      }),
      seeded(60),
    )
  })
})
