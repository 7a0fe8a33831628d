/** A reminder to top up for a group chat: how many and how much; doors only where neighbours may see them, names never. */
import type { TopUpPlanRow } from '@changxin/shared/repair-fund'
import { moneyText } from '../../ui/format.ts'

/** A chat message that goes on for pages is read by nobody; the notice on paper has them all. */
export const MAX_DOORS = 60

interface Plan {
  readonly compoundName: string
  readonly threshold: { readonly value: number; readonly source: string }
  readonly targetPercent: number
  readonly totalFen: number
  readonly items: readonly Pick<TopUpPlanRow, 'label' | 'shareFen'>[]
}

interface Saying {
  readonly t: (key: string, values: Record<string, unknown>) => string
  /** Whether the compound chose that neighbours see each other's doors. */
  readonly doorsShown: boolean
}

export function reminderText(plan: Plan, { t, doorsShown }: Saying): string {
  const { compoundName, threshold, targetPercent, totalFen, items } = plan
  return [
    t('repair-fund.warnings.remind.head', { compound: compoundName }),
    t('repair-fund.warnings.remind.why', { percent: threshold.value, source: threshold.source, n: items.length }),
    t(`repair-fund.warnings.remind.${doorsShown ? 'planByDoor' : 'plan'}`, {
      target: targetPercent,
      amount: moneyText(totalFen),
    }),
    ...(doorsShown ? doorLines(items, t) : []),
    t('repair-fund.warnings.remind.end', {}),
  ].join('\n')
}

function doorLines(items: Plan['items'], t: Saying['t']): string[] {
  const doors = items
    .slice(0, MAX_DOORS)
    .map(({ label, shareFen }) => t('repair-fund.warnings.remind.door', { door: label, amount: moneyText(shareFen) }))
  const left = items.length - doors.length
  return left > 0 ? [...doors, t('repair-fund.warnings.remind.more', { n: left })] : doors
}
