/** First deposits for the access matrix: they only read the fund that stands there. */
import type { AccessCase, Place } from './access-world.ts'

export function firstDepositsCases({ here }: { readonly here: Place }): Readonly<Record<string, AccessCase>> {
  const compound: AccessCase = { about: 'compound', params: { id: here.compoundId } }
  return {
    'repair-fund.first-deposits': compound,
    'repair-fund.first-deposit-units': compound,
    'repair-fund.unit-first-deposit': { about: 'unit', params: { id: here.unitIds[0] } },
  }
}
