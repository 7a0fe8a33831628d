/** Every contradiction of an imported plan, in a fixed order and with ids that stay the same. It finds, it never corrects. */
import type { Finding } from './api.ts'
import { mixedVariantFindings } from './contradictions/mixed-variants.ts'
import { notExactFindings } from './contradictions/not-exact.ts'
import { placeNameFindings } from './contradictions/place-names.ts'
import { ratioFindings } from './contradictions/ratio-outlier.ts'
import { sameFactFindings } from './contradictions/same-fact-twice.ts'
import { shareFindings } from './contradictions/shares.ts'
import { subtotalFindings } from './contradictions/subtotal.ts'
import { totalFindings } from './contradictions/totals.ts'
import type { PlanRow } from './events.ts'
import type { PlanShare } from './plan-row.ts'

/** `shares`: printed percentages, where the file had a column of them; without it that check has nothing to look at. */
export function findContradictions(rows: readonly PlanRow[], shares: readonly PlanShare[] = []): Finding[] {
  return [
    ...subtotalFindings(rows),
    ...sameFactFindings(rows),
    ...totalFindings(rows),
    ...mixedVariantFindings(rows),
    ...ratioFindings(rows),
    ...placeNameFindings(rows),
    ...shareFindings(rows, shares),
    ...notExactFindings(rows),
  ]
}
