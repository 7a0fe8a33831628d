/** The curve: years on the axis, one line a mode, n in the tooltip, and no text that becomes markup. */
import { expect, test } from 'vitest'
import { curveOption, historyOption, type Series } from './curve-option.ts'

const words = {
  mode: (mode: string) => `<${mode}>`,
  month: (n: number) => `month ${n}`,
  compounds: (n: number) => `n=${n}`,
  years: (n: number) => `${n}y`,
  band: (band: string) => band,
  axis: 'years',
}
const series: Series[] = [
  {
    mode: 'none',
    points: [
      { month: 0, median: 90, n: 5 },
      { month: 40, median: 31, n: 4 },
    ],
  },
  { mode: 'self-governance', points: [{ month: 3, median: 88, n: 9 }] },
]
type Shown = {
  xAxis: { max: number }
  yAxis: { min: number }
  series: { data: unknown[]; connectNulls?: boolean }[]
  tooltip: { formatter(hovered: unknown): string }
}

test('the axes hold every point in whole years, and the lowest value', () => {
  const option = curveOption(series, words, 1) as unknown as Shown
  expect(option.xAxis.max).toBe(48)
  expect(option.yAxis.min).toBe(20)
  expect(option.series.map((one) => one.data.length)).toEqual([2, 1])
})

test('the tooltip names month, mode, value and n, as text', () => {
  const { tooltip } = curveOption(series, words, 1) as unknown as Shown
  const said = tooltip.formatter([{ seriesIndex: 1, value: [3, 88, 9] }])
  expect(said).toContain('month 3')
  expect(said).toContain('&#60;self-governance&#62; <b>88.0</b> <small>n=9</small>')
  expect(tooltip.formatter([])).toBe('')
})

test('a month without a figure is a gap in the history', () => {
  const option = historyOption(
    [
      { day: '2026-01-31', value: 80 },
      { day: '2026-02-28', value: null },
    ],
    words.band,
    1,
  ) as unknown as Shown
  expect(option.series[0]).toMatchObject({ data: [80, null], connectNulls: false })
  expect(option.tooltip.formatter([{ name: '2026-02', value: undefined }])).toBe('2026-02 <b>—</b>')
})
