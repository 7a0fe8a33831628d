/** Figures that are printed but are not exact numbers (`7600余`): nothing can be counted with them until a person says what. */
import type { Finding } from '../api.ts'
import type { PlanRow } from '../events.ts'
import { PLAN_FIELDS } from '../figures.ts'
import { FIELD_EN, FIELD_ZH, findingId, labelOf, sideOf } from './side.ts'

export function notExactFindings(rows: readonly PlanRow[]): Finding[] {
  return rows.flatMap((row) =>
    PLAN_FIELDS.flatMap((field): Finding[] => {
      const figure = row.figures[field]
      if (!figure || figure.value !== null) return []
      return [
        {
          id: findingId('not-exact', row.rowId, field),
          check: 'not-exact',
          field,
          rowId: row.rowId,
          sides: [sideOf(row, figure)],
          zh: `${labelOf(row)}的${FIELD_ZH[field]}印为「${figure.printed}」，不是确数。`,
          en: `${labelOf(row)}, ${FIELD_EN[field]}: ${figure.printed} is printed, which is not an exact figure.`,
        },
      ]
    }),
  )
}
