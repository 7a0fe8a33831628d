/** Routes of the keywords: the table in force, for suggestions that the browser makes while somebody types, and a new table. */
import { commandRoute, Day, Line, queryRoute, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { KeywordRows } from './keywords.events.ts'

export const suggestApi = {
  keywords: queryRoute({
    action: 'maintenance.keywords',
    path: '/api/maintenance-keywords',
    input: {},
    output: z.object({
      /** Null while no table is in force yet: nothing is suggested then. */
      rule: RuleHead.nullable(),
      rows: KeywordRows,
      /** Adopted, but in force only from a later day on; the next one first. */
      upcoming: z.array(RuleHead),
    }),
    summary: 'The keywords in force today that suggest category and urgency',
  }),
  adoptKeywords: commandRoute({
    action: 'maintenance.adopt-keywords',
    path: '/api/maintenance-keywords',
    params: {},
    body: z.strictObject({
      /** In force from this day on, until a later table is. */
      validFrom: Day,
      /** Why or by whom it was decided, for whoever reads the table later. */
      source: Line(200),
      rows: KeywordRows,
    }),
    summary: 'Adopts a whole table of keywords from a day on',
  }),
}
