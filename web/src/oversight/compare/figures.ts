/** Compared figures in words: a share is never shown without what it is made of. */
import type { ComparedFigures } from '@changxin/shared/oversight'

export const FIGURES = ['freshness', 'targets', 'repeats', 'defects', 'looked'] as const
export type FigureName = (typeof FIGURES)[number]

export interface FigureText {
  /** Empty where nothing can be said. */
  readonly value: string
  /** What it is made of. */
  readonly n: string
}

/** Whole percent, half up; a share that is not all is never shown as 100, nor one that is not none as 0. */
function percent({ part, of }: { readonly part: number; readonly of: number }): string {
  if (of === 0) return ''
  const rounded = Math.round((part * 100) / of)
  if (rounded === 100 && part < of) return '99%'
  return `${rounded === 0 && part > 0 ? 1 : rounded}%`
}
const made = ({ part, of }: { readonly part: number; readonly of: number }) => (of === 0 ? '' : `${part}/${of}`)

export function figureText(figures: ComparedFigures, name: FigureName): FigureText {
  switch (name) {
    case 'freshness':
      return {
        value: figures.freshnessMedian === null ? '' : String(figures.freshnessMedian),
        n: `n=${figures.rated}`,
      }
    case 'targets':
      return { value: percent(figures.targetsMet), n: made(figures.targetsMet) }
    case 'repeats':
      return { value: percent(figures.repeats), n: made(figures.repeats) }
    case 'looked':
      return { value: percent(figures.looked), n: made(figures.looked) }
    default: {
      const days = figures.defectDaysPerHundredUnits
      return { value: days === null ? '' : String(days), n: '' }
    }
  }
}
