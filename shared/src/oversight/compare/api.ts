/** Comparison of the management modes: like with like, with n, and never a ranking of a few. */
import { Day, Id, queryRoute } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { AGES, SIZES } from './cohort.ts'

/** A share as what it is made of; nobody sees a percentage without its n. */
const Share = z.object({ part: z.int(), of: z.int() })
export const ComparedFigures = z.object({
  /** Of the rated ones; null when none is. */
  freshnessMedian: z.number().nullable(),
  rated: z.int(),
  /** Targets met, of all that were due or met in the window. */
  targetsMet: Share,
  /** Requests that came back, of all that were done. */
  repeats: Share,
  /** Days on which something was open, summed over all requests, per 100 units. Null without units. */
  defectDaysPerHundredUnits: z.number().nullable(),
  /** Compounds that somebody independent looked at in the window. */
  looked: Share,
})
export type ComparedFigures = z.infer<typeof ComparedFigures>

/** Figures of one mode; null below the minimum n. */
export const ComparedMode = z.object({ mode: Mode, n: z.int(), figures: ComparedFigures.nullable() })
export type ComparedMode = z.infer<typeof ComparedMode>

export const Cohort = z.object({
  id: z.string(),
  age: z.enum(AGES),
  size: z.enum(SIZES),
  modes: z.array(ComparedMode),
})
export type Cohort = z.infer<typeof Cohort>

/** What changed with the mode, of the same compounds: as many days before as after. */
export const ModeChange = z.object({
  id: z.string(),
  from: Mode,
  to: Mode,
  n: z.int(),
  /** Null below the minimum n. */
  before: ComparedFigures.nullable(),
  after: ComparedFigures.nullable(),
})
export type ModeChange = z.infer<typeof ModeChange>

export const compareApi = {
  compare: queryRoute({
    action: 'oversight.compare',
    path: '/api/mode-comparison',
    input: { regionId: Id.optional() },
    output: z.object({
      day: Day.nullable(),
      windowDays: z.int(),
      minimumN: z.int(),
      compounds: z.int(),
      /** Left out, and why: not accepted yet, or accepted or in their mode for less than the window. */
      notAccepted: z.int(),
      tooNew: z.int(),
      items: z.array(Cohort),
      changes: z.array(ModeChange),
    }),
    summary:
      'The modes compared within cohorts of age since acceptance and size, and before and after a change of mode',
  }),
}
