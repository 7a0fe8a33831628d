import { reportsApi } from '@changxin/shared/oversight'
import { expect, test } from 'vitest'
import { bodyOf, emptyScheme, weightSum } from './award-form.ts'

const draft = { ...emptyScheme('2026-05'), regionId: 'r1', title: '办法', source: '纪要' }

test('a whole draft is sent as the server takes it, money in fen', () => {
  const body = reportsApi.adoptScheme.body.parse(
    bodyOf({
      ...draft,
      amounts: [
        { upToUnits: '１００', yuan: '30000' },
        { upToUnits: '', yuan: '50000.5' },
      ],
    }),
  )
  expect(body.amounts).toEqual([
    { upToUnits: 100, amountFen: 3_000_000 },
    { upToUnits: null, amountFen: 5_000_050 },
  ])
  expect(weightSum(draft)).toBe(100)
})

test('nothing is sent while a number is missing or none', () => {
  expect(bodyOf(draft)).toBeNull()
  expect(bodyOf({ ...draft, amounts: [{ upToUnits: 'x', yuan: '1' }] })).toBeNull()
  expect(bodyOf({ ...draft, title: ' ', amounts: [{ upToUnits: '', yuan: '1' }] })).toBeNull()
})
