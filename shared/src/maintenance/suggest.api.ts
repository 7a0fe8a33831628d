/** Routes of the keywords: the table in force, for suggestions that the browser makes while somebody types, and a new table. */
import { commandRoute, Day, Line, queryRoute, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { KeywordRows } from './keywords.events.ts'

export const suggestApi = {
  keywords: queryRoute({
    action: 'maintenance.keywords',
    path: '/api/maintenance-keywords',
    input: {
      /** The table in force on this day; on the newest day of the log where absent. */
      on: Day.optional(),
    },
    output: z.object({
      /** Null while no table is in force yet: nothing is suggested then. */
      rule: RuleHead.nullable(),
      rows: KeywordRows,
      /** Of all tables that were ever adopted: for If-Match, so that nobody overwrites what they have not seen. */
      revision: z.int().min(-1),
      /** Adopted, but in force only from a later day on; the next one first. */
      upcoming: z.array(RuleHead),
    }),
    summary: 'The keywords in force that suggest category and urgency',
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
