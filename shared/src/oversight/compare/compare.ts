/** Puts compounds together that are like each other, and says of each mode among them how they fare. */
import type { Day } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { median } from '../freshness.ts'
import type { Cohort, ComparedFigures, ModeChange } from './api.ts'
import { AGES, ageOn, COMPARED_MINIMUM_N, SIZES, sizeOf } from './cohort.ts'

/** What happened in a compound within the window. */
export interface WindowFigures {
  readonly units: number
  /** At the window's end; null when unrated. */
  readonly freshness: number | null
  readonly targetsMet: number
  readonly targetsMissed: number
  readonly completed: number
  readonly repeats: number
  /** Of all urgencies. */
  readonly defectDays: number
  readonly looks: number
}

export interface ComparedCompound extends WindowFigures {
  readonly mode: Mode
  readonly acceptedOn: Day
}

export interface ChangedCompound {
  readonly from: Mode
  readonly to: Mode
  readonly before: WindowFigures
  readonly after: WindowFigures
}

export function figuresOf(compounds: readonly WindowFigures[]): ComparedFigures {
  const sum = (of: (compound: WindowFigures) => number) => compounds.reduce((total, one) => total + of(one), 0)
  const rated = compounds.flatMap(({ freshness }) => freshness ?? [])
  const units = sum((one) => one.units)
  const met = sum((one) => one.targetsMet)
  return {
    freshnessMedian: median(rated),
    rated: rated.length,
    targetsMet: { part: met, of: met + sum((one) => one.targetsMissed) },
    repeats: { part: sum((one) => one.repeats), of: sum((one) => one.completed) },
    defectDaysPerHundredUnits: units === 0 ? null : Math.round((sum((one) => one.defectDays) * 1_000) / units) / 10,
    looked: { part: compounds.filter(({ looks }) => looks > 0).length, of: compounds.length },
  }
}

const enough = (n: number) => n >= COMPARED_MINIMUM_N

/** Only cohorts that hold any; in them every mode that occurs, in the order of the modes and never by figure. */
export function cohortsOf(compounds: readonly ComparedCompound[], day: Day): Cohort[] {
  return AGES.flatMap((age) => {
    const ofAge = compounds.filter(({ acceptedOn }) => ageOn(acceptedOn, day) === age)
    return SIZES.flatMap((size) => {
      const alike = ofAge.filter(({ units }) => sizeOf(units) === size)
      const modes = Mode.options.flatMap((mode) => {
        const ofMode = alike.filter((one) => one.mode === mode)
        const n = ofMode.length
        return n === 0 ? [] : [{ mode, n, figures: enough(n) ? figuresOf(ofMode) : null }]
      })
      return modes.length === 0 ? [] : [{ id: `${age} ${size}`, age, size, modes }]
    })
  })
}

/** Most frequent first. */
export function changesOf(compounds: readonly ChangedCompound[]): ModeChange[] {
  return [...Map.groupBy(compounds, ({ from, to }) => `${from} ${to}`)]
    .map(([id, all]) => {
      const [from, to] = id.split(' ') as [Mode, Mode]
      const n = all.length
      return {
        id,
        from,
        to,
        n,
        before: enough(n) ? figuresOf(all.map(({ before }) => before)) : null,
        after: enough(n) ? figuresOf(all.map(({ after }) => after)) : null,
      }
    })
    .sort((one, other) => other.n - one.n || (one.id < other.id ? -1 : 1))
}
