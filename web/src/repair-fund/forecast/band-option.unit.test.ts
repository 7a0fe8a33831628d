/** The picture of the estimate: the band lies between low and high also below zero, and says what it is. */
import { expect, test } from 'vitest'
import { bandOption } from './band-option.ts'

const words = {
  ...{ title: '今后十年余额（估算）', low: '低', mid: '中', high: '高' },
  money: (fen: number) => `¥${fen}`,
  short: (fen: number) => `${fen}`,
}

test('the band is stacked on its low edge, whatever its sign', () => {
  const points = [
    { endsOn: '2026-03-02', lowFen: 100, midFen: 100, highFen: 100 },
    { endsOn: '2027-03-02', lowFen: -50, midFen: 20, highFen: 90 },
  ]
  const { series, yAxis, xAxis } = bandOption(points, words, 1)
  const [low, band, mid] = series as { data: number[]; stack?: string; stackStrategy?: string }[]
  expect([low?.data, band?.data, mid?.data]).toEqual([
    [100, -50],
    [0, 140],
    [100, 20],
  ])
  expect([low?.stack, band?.stack, band?.stackStrategy, mid?.stack]).toEqual(['band', 'band', 'all', undefined])
  expect(yAxis).toMatchObject({ name: expect.stringContaining('估算') })
  expect(xAxis).toMatchObject({ data: ['2026', '2027'] })
})
