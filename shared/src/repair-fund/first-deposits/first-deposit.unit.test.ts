/** First deposits at their edges: half a fen, no area, no kind, exactly paid, one fen short, paid too much. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FirstDepositRate } from '../rules/fund-rule.ts'
import type { BuildingKind } from '../rules/rule-words.ts'
import { FirstDeposit } from './api.ts'
import { depositTotals, firstDepositFen, firstDepositOf, kindOfBuilding, needsKind } from './first-deposit.ts'

const SEED = 20_261_122
const rate = (buildingKind: BuildingKind, fenPerSquareMetre: number): FirstDepositRate => ({
  ...{ buildingKind, fenPerSquareMetre, basis: 'standard', source: '甲县首期交存标准' },
})
const [low, high] = [rate('multi-storey', 58_00), rate('high-rise', 88_00)]
const home = (change: Partial<Parameters<typeof firstDepositOf>[0]> = {}) => ({
  ...{ floorArea: 98_76, isPublicHousing: false, paidFen: 0 },
  ...change,
})

describe('the amount', () => {
  test.each([
    ['¥58.00 × 98.76 m²', 58_00, 98_76, 5_728_08],
    ['a whole square metre', 1, 1_00, 1],
    ['49 hundredths of a fen are dropped', 1, 49, 0],
    ['half a fen goes up', 1, 50, 1],
    ['half a fen goes up from an even fen too', 5, 50, 3],
    ['one hundredth less than the half', 7, 107, 7],
    ['beyond what a float holds exactly', 9_007_199_254_741, 10_001, 900_809_997_466_647],
  ])('%s', (_, fen, area, due) => expect(firstDepositFen(fen, area)).toBe(due))

  test('is never half a fen or more away from the exact product', () => {
    const away = fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      (fen, area) => {
        const off = BigInt(firstDepositFen(fen, area)) * 100n - BigInt(fen) * BigInt(area)
        expect(off > -50n && off <= 50n).toBe(true)
      },
    )
    fc.assert(away, { seed: SEED })
  })
})

describe('one home', () => {
  test('exactly paid is paid; one fen less is missing; more is too much', () => {
    const at = (paidFen: number) => {
      const { state, missingFen, overFen } = firstDepositOf(home({ paidFen }), [low], 'multi-storey')
      return [state, missingFen, overFen]
    }
    expect(at(0)).toEqual(['missing', 5_728_08, 0])
    expect(at(5_728_07)).toEqual(['missing', 1, 0])
    expect(at(5_728_08)).toEqual(['paid', 0, 0])
    expect(at(5_728_09)).toEqual(['paid', 0, 1])
  })

  test('says by which rate, of which kind, resting on what', () => {
    const told = firstDepositOf(home(), [low, high], 'high-rise')
    expect(told).toMatchObject({ fenPerSquareMetre: 88_00, buildingKind: 'high-rise', source: '甲县首期交存标准' })
    expect(FirstDeposit.parse(told)).toEqual(told)
  })

  test.each([
    ['no-area', home({ floorArea: null }), [low], 'multi-storey'],
    ['no-rate', home(), [], 'multi-storey'],
    ['no-rate', home(), [low], 'high-rise'],
    ['kind-unknown', home(), [low, high], null],
    ['kind-unknown', home(), [low], null],
    ['public-housing', home({ isPublicHousing: true }), [low, high], 'multi-storey'],
    // What keeps everybody from an answer comes before what is missing of this home.
    ['kind-unknown', home({ floorArea: null }), [low, high], null],
    ['public-housing', home({ isPublicHousing: true, floorArea: null }), [], null],
  ] as const)('%s: nothing is computed', (reason, one, rates, kind) => {
    const told = firstDepositOf({ ...one, paidFen: 7 }, rates, kind)
    expect(told).toMatchObject({ state: 'unknown', reason, dueFen: null, paidFen: 7, missingFen: 0, overFen: 0 })
    expect(FirstDeposit.parse(told)).toEqual(told)
  })

  test('only the same rate for both kinds answers without a kind, and names none', () => {
    const same = [low, rate('high-rise', 58_00)]
    expect(firstDepositOf(home(), same, null)).toMatchObject({ dueFen: 5_728_08, buildingKind: null })
    expect([needsKind([low]), needsKind(same), needsKind([low, high])]).toEqual([true, false, true])
  })
})

test('a kind is said for all buildings but some, which are of the other', () => {
  const kinds = (kind?: BuildingKind) => ['b1', 'b2'].map((id) => kindOfBuilding({ kind, except: new Set(['b2']) }, id))
  expect(kinds('multi-storey')).toEqual(['multi-storey', 'high-rise'])
  expect(kinds('high-rise')).toEqual(['high-rise', 'multi-storey'])
  expect(kinds()).toEqual([null, null])
})

describe('totals', () => {
  test('what homes paid that cannot be computed stands apart', () => {
    const paid = [5_728_08, 5_728_10, 100, 0].map((paidFen) => firstDepositOf(home({ paidFen }), [low], 'multi-storey'))
    const unknown = firstDepositOf(home({ floorArea: null, paidFen: 300 }), [low], 'multi-storey')
    expect(depositTotals([...paid, unknown])).toEqual({
      ...{ homes: 5, missing: 2, paid: 2, unknown: 1, dueFen: 4 * 5_728_08, paidFen: 2 * 5_728_08 + 102 },
      ...{ missingFen: 2 * 5_728_08 - 100, overFen: 2, unknownPaidFen: 300 },
    })
  })

  test('due = paid + missing − over, whoever paid what', () => {
    const anyHome = fc.record({
      floorArea: fc.option(fc.integer({ min: 1, max: 50_000 })),
      isPublicHousing: fc.boolean(),
      paidFen: fc.integer({ min: 0, max: 10_000_000 }),
    })
    const anyHomes = fc.property(fc.array(anyHome, { maxLength: 40 }), (homes) => {
      const told = homes.map((one) => firstDepositOf(one, [low, high], 'multi-storey'))
      const { dueFen, paidFen, missingFen, overFen, ...counts } = depositTotals(told)
      expect(dueFen).toBe(paidFen + missingFen - overFen)
      expect(counts.missing + counts.paid + counts.unknown).toBe(homes.length)
      expect(paidFen + counts.unknownPaidFen).toBe(homes.reduce((sum, one) => sum + one.paidFen, 0))
    })
    fc.assert(anyHomes, { seed: SEED })
  })
})
