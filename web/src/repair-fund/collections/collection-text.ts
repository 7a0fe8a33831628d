/** What is pasted into the group chat of the stairwell: counts and sums; doors only where the compound chose to show them. */
import type { CollectionView } from '@changxin/shared/repair-fund'
import { dayText, moneyText } from '../../ui/format.ts'

/** A message that names more doors is read by nobody. */
const MAX_DOORS = 60
type Words = (key: string, values?: Record<string, unknown>) => string

export function collectionText(view: CollectionView, showDoors: boolean, t: Words, language: string): string {
  const said = (key: string, values: Record<string, unknown> = {}) => t(`repair-fund.collections.chat.${key}`, values)
  const lines = [
    said('head', { place: view.scopeLabel ?? view.compoundName, purpose: view.purpose }),
    said('doors', { paid: view.paidDoors, all: view.doors }),
    said('money', {
      collected: moneyText(view.paidFen),
      due: moneyText(view.dueFen),
      spent: moneyText(view.spentFen),
      left: moneyText(view.leftFen),
    }),
  ]
  const missing = view.doorList.filter(({ state }) => state === 'unpaid' || state === 'part').map(({ label }) => label)
  if (view.status === 'open' && view.paidDoors < view.doors) {
    if (showDoors && missing.length > 0 && missing.length <= MAX_DOORS)
      lines.push(said('missing', { doors: missing.join('、') }))
    lines.push(said('ask', { day: dayText(view.dueOn, language) }))
  }
  return lines.join('\n')
}
