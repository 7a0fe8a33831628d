/** The figures of a service report as a page shows them: in words, with the month before, and what each is made of. */
import type { ReportFigures } from '@changxin/shared/oversight'

export const REPORT_FIGURES = [
  'reported',
  'completed',
  'targetsMet',
  'repeats',
  'responseMedianMinutes',
  'resolutionMedianMinutes',
  'repairRating',
  'looks',
  'questionsInTime',
  'pointsInTime',
  'freshness',
] as const satisfies readonly (keyof ReportFigures)[]
export type ReportFigure = (typeof REPORT_FIGURES)[number]

type Value = ReportFigures[ReportFigure]

/** Minutes as people say them: `95` → `1 小时 35 分`. */
export interface DurationWords {
  minutes(n: number): string
  hours(n: number): string
  days(n: number): string
}
const DAY_MINUTES = 1_440

function durationText(minutes: number, words: DurationWords): string {
  if (minutes < 60) return words.minutes(minutes)
  if (minutes < DAY_MINUTES) return words.hours(Math.round(minutes / 6) / 10)
  return words.days(Math.round(minutes / (DAY_MINUTES / 10)) / 10)
}

/** Empty where nothing was counted: no case is neither good nor bad. */
export function valueText(name: ReportFigure, value: Value, words: DurationWords): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if ('of' in value) return value.of === 0 ? '' : `${value.part}/${value.of}`
  if (value.value === null) return ''
  return name.endsWith('Minutes') ? durationText(value.value, words) : String(value.value)
}
