import type { AccountDoor, Book, BuildingBooks } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { buildingForSeller, doorsFor, freeFor, gapOf, likelySeller, shareOfProceeds, wholeOf } from './books.ts'

const accounts = (book: Book, open: number, free = 0) => ({ book, accounts: open, free, closed: 0, balanceFen: 0 })
const building = (id: string, books: BuildingBooks['books'], ...sellers: string[]): BuildingBooks => ({
  ...{ id, name: id, books },
  sellers: sellers.map((name) => ({ id: `${id}-${name}`, name, balanceFen: 50, entries: 1 })),
})
const mill = '棉纺厂'
const bare = building('b1', [accounts('commercial', 4, 3)])
const sold = building('b2', [accounts('commercial', 1), accounts('public-housing', 5, 2)])
const whole = building('b3', [accounts('public-housing', 6)], mill)
const early = building('b4', [accounts('commercial', 2, 2)], mill)

test('the sum says how many stand in each book and what all sellers hold', () => {
  expect(wholeOf([])).toEqual({ commercial: 0, publicHousing: 0, sellersFen: 0 })
  expect(wholeOf([bare, sold, whole, early])).toEqual({ commercial: 7, publicHousing: 11, sellersFen: 100 })
})

describe('a building', () => {
  test('lacks its seller where homes were sold, and its homes where only the seller stands', () => {
    expect([bare, sold, whole, early].map(gapOf)).toEqual([null, 'no-seller', null, 'no-homes'])
    const emptied = building('b5', [accounts('public-housing', 0)])
    expect(gapOf(emptied)).toBeNull()
  })
  test('says how many may change: those of the other book without entries', () => {
    expect(freeFor(bare, 'public-housing')).toBe(3)
    expect(freeFor(bare, 'commercial')).toBe(0)
    expect(freeFor(sold, 'commercial')).toBe(2)
  })
})

test('doors with entries, closed ones and those that stand there already do not change', () => {
  const door = (id: string, book: Book, entries = 0, closedOn: string | null = null): AccountDoor => ({
    ...{ id, label: id, book, entries, closedOn },
    balanceFen: 0,
  })
  const doors = [
    door('free', 'commercial'),
    door('paid', 'commercial', 1),
    door('there', 'public-housing'),
    door('there-paid', 'public-housing', 2),
    door('gone', 'commercial', 0, '2026-01-01'),
  ]
  const { can, ...stay } = doorsFor(doors, 'public-housing')
  expect(can.map(({ id }) => id)).toEqual(['free'])
  expect(stay).toEqual({ already: 2, used: 1, closed: 1 })
  expect(doorsFor(doors, 'commercial')).toMatchObject({ can: [{ id: 'there' }], already: 2, used: 1, closed: 1 })
})

describe('a new seller', () => {
  test('is asked for where homes stand without one; else for the first building', () => {
    expect(buildingForSeller([bare, sold])).toBe(sold)
    expect(buildingForSeller([bare, whole])).toBe(bare)
    expect(buildingForSeller([])).toBeUndefined()
  })
  test('is likely the one that sold the others, unless it stands here or there are several', () => {
    expect(likelySeller([sold, whole, early], 'b2')).toBe(mill)
    expect(likelySeller([sold, whole], 'b3')).toBe('')
    expect(likelySeller([sold, whole, building('b6', [], '机械厂')], 'b2')).toBe('')
    expect(likelySeller([bare, sold], 'b1')).toBe('')
  })
})

test('a share of the proceeds is whole fen, half a fen up, exact for large sums', () => {
  expect(shareOfProceeds(100_000_000, 20)).toBe(20_000_000)
  expect([1, 2, 3, 5].map((fen) => shareOfProceeds(fen, 30))).toEqual([0, 1, 1, 2])
  expect(shareOfProceeds(2, 25)).toBe(1)
  expect(shareOfProceeds(999_999_999_999, 30)).toBe(300_000_000_000)
})
