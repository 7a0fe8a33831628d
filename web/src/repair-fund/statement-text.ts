/** The statement of a unit as text to send: balance and the newest entries. */
import type { EntryView, UnitFundView } from '@changxin/shared/repair-fund'
import { dayText, moneyText } from '../ui/format.ts'
import { unitKindKey } from './unit-kind.ts'

const SHOWN = 5

interface TextParts {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly language: string
  /** The day that the balance is of. */
  readonly day: string
}

export function statementText(
  fund: UnitFundView,
  entries: readonly EntryView[],
  { t, language, day }: TextParts,
): string {
  const place = [fund.compoundName, fund.label].filter(Boolean).join(' ')
  if (!fund.hasFund || fund.balanceFen === null)
    return [t('repair-fund.paste.head', { place }), t('repair-fund.none')].join('\n')
  const signed = (fen: number) => (fen > 0 ? `+${moneyText(fen)}` : moneyText(fen))
  return [
    t('repair-fund.paste.head', { place }),
    t('repair-fund.paste.balance', { day: dayText(day, language), amount: moneyText(fund.balanceFen) }),
    ...(entries.length > 0 ? [t('repair-fund.paste.newest')] : []),
    ...entries
      .slice(0, SHOWN)
      .map((entry) => `${dayText(entry.paidOn, language)} ${t(unitKindKey(entry.kind))} ${signed(entry.amountFen)}`),
  ].join('\n')
}
