/** Statements that were posted for the owners (住宅专项维修资金管理办法 art. 30): figures as they stood, and their hash. */
import { Day, event, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { StatementPeriod } from './period.ts'
import { HolderFigures, StatementSum } from './words.ts'

export const MAX_POSTING_FILES = 10
/** Books, accounts, holders and buckets are few: more sums than this cannot be. */
const MAX_SUMS = 1_000
const MAX_BUILDINGS = 1_000

// fund-<compoundId>
export const StatementPosted = event(
  'StatementPosted',
  z.object({
    compoundId: Id,
    statementId: Id,
    period: StatementPeriod,
    postedOn: Day,
    /** Where it hangs. */
    place: Line(100),
    noticeDays: z.int().min(1).max(365),
    files: z.array(Sha256).max(MAX_POSTING_FILES),
    by: Id,
    /** What the three statements are made of. */
    sums: z.array(StatementSum).max(MAX_SUMS),
    buildings: z.array(HolderFigures).max(MAX_BUILDINGS),
    /** Unit accounts whose figures the hash covers; the rows themselves follow from the entries before this event. */
    units: z
      .int()
      .min(0)
      .max(MAX_FUND_ROWS * 20),
    /** Of sums, buildings and unit rows: `statementText`. */
    hash: Sha256,
  }),
)
