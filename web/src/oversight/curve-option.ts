/** The freshness curve as a chart: years on the axis, bands behind, one line a mode, n in the tooltip. */
import type { CurveSeries } from '@changxin/shared/oversight'
import type { z } from 'zod'
import type { ChartOption } from '../ui/echarts.ts'

export type Series = z.output<typeof CurveSeries>

/** Colours as in theme.css; a chart cannot read CSS variables in SVG attributes of every browser. */
export const MODE_COLORS: Readonly<Record<Series['mode'], string>> = {
  'property-company': '#2b67b0',
  'service-centre': '#12857a',
  'self-governance': '#8459b5',
  none: '#b3532c',
  unknown: '#8a979c',
}
/** One line style each, so that colour is not the only difference. */
const DASHES: Readonly<Record<Series['mode'], number[] | 'solid'>> = {
  'property-company': 'solid',
  'service-centre': [8, 3],
  'self-governance': [2, 3],
  none: [10, 3, 2, 3],
  unknown: [4, 4],
}
export const BAND_LIMITS = { fresh: 85, steady: 70, ageing: 50 }
const MONTHS_A_YEAR = 12

export interface CurveWords {
  mode(mode: Series['mode']): string
  month(n: number): string
  compounds(n: number): string
  years(n: number): string
  band(band: 'fresh' | 'steady' | 'ageing' | 'broken'): string
  axis: string
}

const text = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function area(name: string, from: number, to: number, color: string, scale: number) {
  const label = { position: 'right' as const, color: '#4a5960', fontSize: 12 * scale }
  return [{ name, yAxis: from, itemStyle: { color }, label }, { yAxis: to }] as [object, object]
}

function bandAreas(words: Pick<CurveWords, 'band'>, scale: number) {
  const { fresh, steady, ageing } = BAND_LIMITS
  return {
    silent: true,
    data: [
      area(words.band('fresh'), fresh, 100, 'rgba(47,158,107,0.10)', scale),
      area(words.band('steady'), steady, fresh, 'rgba(79,143,199,0.09)', scale),
      area(words.band('ageing'), ageing, steady, 'rgba(221,154,52,0.10)', scale),
      area(words.band('broken'), 0, ageing, 'rgba(204,75,63,0.07)', scale),
    ],
  }
}

/** Room at the right for the words of the bands, in px. */
function bandRoom(band: CurveWords['band']): number {
  const longest = Math.max(...(['fresh', 'steady', 'ageing', 'broken'] as const).map((one) => band(one).length))
  return longest <= 2 ? 12 + 14 * longest : 12 + 7 * longest
}

interface Hovered {
  seriesIndex: number
  value: [number, number, number]
}

export function curveOption(series: readonly Series[], words: CurveWords, scale: number): ChartOption {
  const months = Math.max(MONTHS_A_YEAR, ...series.flatMap((one) => one.points.map((point) => point.month)))
  const lowest = Math.min(100, ...series.flatMap((one) => one.points.map((point) => point.median)))
  const font = { fontSize: 12 * scale, color: '#4a5960' }
  return {
    animation: false,
    grid: { left: 36 * scale, right: bandRoom(words.band) * scale, top: 12, bottom: 44 * scale },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.ceil(months / MONTHS_A_YEAR) * MONTHS_A_YEAR,
      interval: MONTHS_A_YEAR,
      name: words.axis,
      nameLocation: 'middle',
      nameGap: 26 * scale,
      nameTextStyle: font,
      axisLabel: { ...font, formatter: (month: number) => words.years(month / MONTHS_A_YEAR) },
      splitLine: { lineStyle: { color: '#dfe5e4' } },
    },
    yAxis: {
      type: 'value',
      min: Math.max(0, Math.floor((lowest - 5) / 20) * 20),
      max: 100,
      axisLabel: font,
      splitLine: { show: false },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      order: 'valueDesc',
      axisPointer: { type: 'line' },
      formatter: (hovered) => tooltip(hovered as unknown as Hovered[], series, words),
    },
    series: series.map((one, index) => ({
      type: 'line',
      name: words.mode(one.mode),
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: false,
      smooth: 0.2,
      data: one.points.map((point) => [point.month, point.median, point.n]),
      lineStyle: { width: 2.5, color: MODE_COLORS[one.mode], type: DASHES[one.mode] },
      itemStyle: { color: MODE_COLORS[one.mode] },
      ...(index === 0 ? { markArea: bandAreas(words, scale) } : {}),
    })),
  }
}

function tooltip(hovered: Hovered[], series: readonly Series[], words: CurveWords): string {
  const first = hovered[0]
  if (!first) return ''
  const lines = hovered.map(({ seriesIndex, value: [, median, n] }) => {
    const mode = series[seriesIndex]?.mode ?? 'unknown'
    return `<div class="tip-${mode}">${text(words.mode(mode))} <b>${median.toFixed(1)}</b> <small>${text(words.compounds(n))}</small></div>`
  })
  return `<b>${text(words.month(first.value[0]))}</b>${lines.join('')}`
}

/** One compound's own curve; a month without a figure is a gap. */
export function historyOption(
  history: readonly { day: string; value: number | null }[],
  band: CurveWords['band'],
  scale: number,
): ChartOption {
  const font = { fontSize: 12 * scale, color: '#4a5960' }
  return {
    animation: false,
    grid: { left: 36 * scale, right: bandRoom(band) * scale, top: 12, bottom: 28 * scale },
    xAxis: {
      type: 'category',
      data: history.map((point) => point.day.slice(0, 7)),
      axisLabel: { ...font, hideOverlap: true },
      boundaryGap: false,
    },
    yAxis: { type: 'value', min: 0, max: 100, axisLabel: font, splitLine: { show: false } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (hovered) => monthTip(hovered as unknown as { name: string; value: number | undefined }[]),
    },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 5,
        connectNulls: false,
        data: history.map((point) => point.value),
        lineStyle: { width: 2.5, color: '#0e5a68' },
        itemStyle: { color: '#0e5a68' },
        markArea: bandAreas({ band }, scale),
      },
    ],
  }
}

function monthTip([point]: { name: string; value: number | undefined }[]): string {
  return point
    ? `${text(point.name)} <b>${point.value === undefined || point.value === null ? '—' : point.value.toFixed(1)}</b>`
    : ''
}
