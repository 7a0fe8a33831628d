/** The band of ten years as a chart: the area between low and high, the middle as a broken line, because it is an estimate. */
import type { ChartOption } from '../../ui/echarts.ts'

export interface BandPoint {
  readonly endsOn: string
  readonly lowFen: number
  readonly midFen: number
  readonly highFen: number
}
export interface BandWords {
  /** Stands in the picture itself: a picture is passed on without its page. */
  readonly title: string
  readonly low: string
  readonly mid: string
  readonly high: string
  money(fen: number): string
  short(fen: number): string
}

const COLOR = '#0e5a68'
const SOFT = 'rgba(14,90,104,0.16)'
const INK = '#4a5960'

const text = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function bandOption(points: readonly BandPoint[], words: BandWords, scale: number): ChartOption {
  const font = { fontSize: 12 * scale, color: INK }
  return {
    animation: false,
    grid: { left: 70 * scale, right: 16, top: 36 * scale, bottom: 28 * scale },
    xAxis: {
      type: 'category',
      data: points.map(({ endsOn }) => endsOn.slice(0, 4)),
      axisLabel: { ...font, hideOverlap: true },
      boundaryGap: false,
      axisLine: { onZero: false },
    },
    yAxis: {
      type: 'value',
      name: words.title,
      nameLocation: 'end',
      nameTextStyle: { ...font, align: 'left' },
      axisLabel: { ...font, formatter: (fen: number) => words.short(fen) },
      splitLine: { lineStyle: { color: '#dfe5e4' } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (hovered) => tip((hovered as unknown as { dataIndex: number }[])[0]?.dataIndex, points, words),
    },
    series: [
      edge(
        'low',
        points.map(({ lowFen }) => lowFen),
      ),
      // Stacked on the low edge: only the height of the band. A stack of mixed signs must add up all the same.
      {
        ...edge(
          'band',
          points.map(({ lowFen, highFen }) => highFen - lowFen),
        ),
        areaStyle: { color: SOFT },
      },
      {
        type: 'line',
        data: points.map(({ midFen }) => midFen),
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { width: 2, color: COLOR, type: [6, 4] },
        itemStyle: { color: COLOR },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [{ yAxis: 0, lineStyle: { color: '#cc4b3f', width: 1.5, type: 'solid' } }],
        },
      },
    ],
  }
}

function edge(name: string, data: number[]) {
  return {
    ...{ type: 'line' as const, name, data, symbol: 'none', stack: 'band', stackStrategy: 'all' as const },
    lineStyle: { opacity: 0 },
    silent: true,
  }
}

function tip(index: number | undefined, points: readonly BandPoint[], words: BandWords): string {
  const point = index === undefined ? undefined : points[index]
  if (!point) return ''
  const line = (word: string, fen: number) => `<div>${text(word)} <b>${text(words.money(fen))}</b></div>`
  const { endsOn, highFen, midFen, lowFen } = point
  return `<b>${text(endsOn)}</b>${line(words.high, highFen)}${line(words.mid, midFen)}${line(words.low, lowFen)}`
}
