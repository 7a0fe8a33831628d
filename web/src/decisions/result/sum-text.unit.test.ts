/** How a sum is written out, and what it is called. */
import { defaultVotingRule, type ItemCount, sumLinesOf } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { figuresOf, lineText, verdictOf } from './sum-text.ts'

const count: ItemCount = {
  itemId: 'i1',
  electorate: { floorArea: 1_259_010, heads: 1_200 },
  participating: { floorArea: 841_233, heads: 801 },
  yes: { floorArea: 500_000, heads: 401 },
  no: { floorArea: 341_233, heads: 400 },
  abstained: { floorArea: 0, heads: 0 },
  silent: { floorArea: 0, heads: 0 },
  ...{ silentWith: null, withoutSilent: null, unitsWithoutFloorArea: 0, bounds: null, certain: true },
  ...{ quorum: true, passed: true, chosen: true, runOff: false },
}

test('line by line: multiplied out by floor area and by heads', () => {
  expect(
    sumLinesOf(count, 'manager', defaultVotingRule).map((line) => {
      const { left, sign, right, products } = lineText(line)
      return `${left} ${sign} ${right} (${products}) ${line.holds}`
    }),
  ).toEqual([
    '3 × 8,412.33 ≥ 2 × 12,590.10 (25,236.99 ≥ 25,180.20) true',
    '3 × 801 ≥ 2 × 1,200 (2,403 ≥ 2,400) true',
    '2 × 5,000.00 > 8,412.33 (10,000.00 > 8,412.33) true',
    '2 × 401 > 801 (802 > 801) true',
  ])
})

test('a line that does not hold says how the products really compare', () => {
  const short = { ...count, participating: { floorArea: 839_339, heads: 799 }, yes: { floorArea: 419_669, heads: 399 } }
  const lines = sumLinesOf(short, 'manager', defaultVotingRule).map((line) => [line.holds, lineText(line).products])
  expect(lines).toEqual([
    [false, '25,180.17 < 25,180.20'],
    [false, '2,397 < 2,400'],
    [false, '8,393.38 ≤ 8,393.39'],
    [false, '798 ≤ 799'],
  ])
})

test('where all must agree nothing is multiplied', () => {
  const [line, ...rest] = sumLinesOf(count, 'home-to-business', defaultVotingRule)
  expect(rest).toEqual([])
  expect(line && lineText(line)).toEqual({ left: '401', sign: '=', right: '1,200', products: null })
  expect(line?.holds).toBe(false)
})

test('those whom a rule of procedure added are in the sum', () => {
  const silent = { floorArea: 417_777, heads: 399 }
  const lines = sumLinesOf({ ...count, silent, silentWith: 'yes' }, 'manager', defaultVotingRule)
  expect(lines.map(({ left }) => left.value)).toEqual([1_259_010, 1_200, 917_777, 800])
  const against = sumLinesOf({ ...count, silent, silentWith: 'no' }, 'manager', defaultVotingRule)
  expect(against.map(({ left }) => left.value)).toEqual([1_259_010, 1_200, 500_000, 401])
})

test('the silent have a row only where they were added', () => {
  expect(figuresOf(count).map(({ key }) => key)).not.toContain('silent')
  expect(figuresOf({ ...count, silentWith: 'no' }).map(({ key }) => key)).toContain('silent')
})

test('what it came to', () => {
  const alone = { matter: 'manager', groupId: null } as const
  const one = { matter: 'committee', groupId: 'g' } as const
  expect(verdictOf(count, alone)).toBe('passed')
  expect(verdictOf(count, one)).toBe('chosen')
  expect(verdictOf({ ...count, chosen: false }, one)).toBe('others')
  expect(verdictOf({ ...count, chosen: false, runOff: true }, one)).toBe('runOff')
  expect(verdictOf({ ...count, passed: false }, alone)).toBe('notAgreed')
  expect(verdictOf({ ...count, passed: false, quorum: false }, alone)).toBe('noQuorum')
  expect(verdictOf({ ...count, passed: false }, { matter: 'home-to-business', groupId: null })).toBe('notAll')
})
