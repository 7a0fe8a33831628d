/** Why a household bears what it bears, in the figures that were shared by. */
import { formatFloorArea } from '@changxin/shared/kernel'
import type { UnitWithdrawal } from '@changxin/shared/repair-fund'
import { moneyText, wholeText } from '../../ui/format.ts'

export type Shared = Pick<
  UnitWithdrawal,
  'shareFen' | 'totalFen' | 'weight' | 'totalWeight' | 'splitBy' | 'groupFen' | 'groupWeight' | 'sellersFen' | 'unsold'
>
type Say = (key: string, values: Record<string, unknown>) => string

/** `98.76`, and by agreement the weight as it was agreed. */
const weightText = (weight: number, by: Shared['splitBy']) =>
  by === 'floor-area' ? formatFloorArea(weight) : wholeText(weight)

/**
 * One sentence where all share alike. Where a part was shared by itself (已售公有住房; 165号令 art. 20): first what that
 * part bears of the whole, then what of it its sellers do, then what this household does.
 */
export function shareSentences(row: Shared, t: Say): string[] {
  const by = row.splitBy
  const of = (part: number, whole: number) => ({ part: weightText(part, by), whole: weightText(whole, by) })
  const share = moneyText(row.shareFen)
  const unsold = row.unsold ? [t('repair-fund.withdrawal.share.unsold', {})] : []
  if (row.groupWeight === row.totalWeight && row.sellersFen === 0) {
    const values = { share, total: moneyText(row.totalFen), ...of(row.weight, row.totalWeight) }
    return [t(`repair-fund.withdrawal.share.by.${by}`, values), ...unsold]
  }
  const group = {
    group: moneyText(row.groupFen),
    total: moneyText(row.totalFen),
    ...of(row.groupWeight, row.totalWeight),
  }
  const sellers = { sellers: moneyText(row.sellersFen), owners: moneyText(row.groupFen - row.sellersFen) }
  const own = { share, total: moneyText(row.groupFen - row.sellersFen), ...of(row.weight, row.groupWeight) }
  return [
    t(`repair-fund.withdrawal.share.group.${by}`, group),
    ...(row.sellersFen > 0 ? [t('repair-fund.withdrawal.share.sellers', sellers)] : []),
    t(`repair-fund.withdrawal.share.by.${by}`, own),
    ...unsold,
  ]
}
