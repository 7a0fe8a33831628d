/** What follows from an item when it passes, in one sentence. */
import type { Effect } from '@changxin/shared/decisions'
import { dayText, moneyText } from '../ui/format.ts'

interface Words {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly language: string
}

/** `name`: of the operator or the candidate, where it may be shown. */
export function effectText(effect: Effect, name: string | null, { t, language }: Words): string {
  switch (effect.kind) {
    case 'fund-use':
      return t('decisions.effectText.fund-use', {
        purpose: effect.purpose,
        amount: moneyText(effect.budgetFen),
        contractor: effect.contractor ? t('decisions.effectText.contractor', { name: effect.contractor }) : '',
      })
    case 'fund-raising':
      return t('decisions.effectText.fund-raising', {
        purpose: effect.purpose,
        per: t(`decisions.per.${effect.per}`),
        amount: moneyText(effect.amountFen),
        day: dayText(effect.dueOn, language),
      })
    case 'manager':
      return t('decisions.effectText.manager', { name: name ?? '', mode: t(`management.mode.${effect.mode}`) })
    case 'seat':
      return t('decisions.effectText.seat', { name: name ?? '' })
    case 'procedure':
      return t('decisions.effectText.procedure', { silence: t(`decisions.silence.${effect.silence}`) })
    default:
      return effect satisfies never
  }
}
