/** The waterfall as a chart: one lying bar a step, from above to below, so that its words fit on a phone. */
import type { ChartOption } from '../ui/echarts.ts'
import { moneyText } from '../ui/format.ts'
import type { WaterfallStep } from './waterfall.ts'

/** Colours as in theme.css, which a chart cannot read. */
const COLORS = { in: '#2f9e6b', out: '#cc4b3f', left: '#0e5a68' }
const INK = '#16242b'
const INK_2 = '#4a5960'
const FONT_PX = 13
const ROW_PX = 40

export const colorOf = ({ key, fen }: WaterfallStep) =>
  key === 'left' ? COLORS.left : fen > 0 ? COLORS.in : COLORS.out

export const heightOf = (steps: number) => steps * ROW_PX + 8

const signed = (step: WaterfallStep) =>
  step.fen > 0 && step.key !== 'left' ? `+${moneyText(step.fen)}` : moneyText(step.fen)

/** Room at the right for the longest amount, which stands behind its bar. */
const roomFor = (steps: readonly WaterfallStep[], font: number) =>
  12 + Math.max(...steps.map((step) => signed(step).length)) * font * 0.6

export function waterfallOption(
  steps: readonly WaterfallStep[],
  wordOf: (step: WaterfallStep) => string,
  { scale, wide }: { scale: number; wide: boolean },
): ChartOption {
  const font = FONT_PX * scale
  return {
    animation: false,
    grid: { left: (wide ? 150 : 104) * scale, right: roomFor(steps, font), top: 4, bottom: 4 },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(wordOf),
      axisLine: { lineStyle: { color: '#dfe5e4' } },
      axisTick: { show: false },
      axisLabel: { color: INK_2, fontSize: font, width: (wide ? 140 : 96) * scale, overflow: 'break', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        stack: 'steps',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: steps.map(({ fromFen, toFen }) => Math.min(fromFen, toFen)),
      },
      {
        type: 'bar',
        stack: 'steps',
        barMaxWidth: 22 * scale,
        barMinHeight: 2,
        silent: true,
        data: steps.map((step) => ({
          value: Math.abs(step.toFen - step.fromFen),
          itemStyle: { color: colorOf(step), borderRadius: 3 },
          label: {
            show: true,
            position: 'right',
            formatter: signed(step),
            color: INK,
            fontSize: font,
            fontWeight: step.key === 'left' ? 700 : 500,
          },
        })),
      },
    ],
  }
}
