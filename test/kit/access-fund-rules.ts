/** What the access matrix needs of fund rules, warnings and the forecast: nothing but the fund that is there. */
import { defaultFundRule } from '@changxin/shared/repair-fund'
import type { AccessCase, Place } from './access-world.ts'

export function fundRulesCases({ here }: { readonly here: Place }): Readonly<Record<string, AccessCase>> {
  const { ruleId: _, ...values } = defaultFundRule
  const rule = { ...values, validFrom: '2026-03-01', basis: 'decision', source: '业主大会决定' }
  const compound: AccessCase = { about: 'compound', params: { id: here.compoundId } }
  return {
    'repair-fund.rules': { about: 'nothing' },
    'repair-fund.adopt-rule': { about: 'compound', body: { ...rule, jurisdiction: here.compoundId } },
    'repair-fund.warnings': compound,
    'repair-fund.top-up-plan': compound,
    'repair-fund.warnings-overview': { about: 'nothing' },
    'repair-fund.forecast': compound,
  }
}
