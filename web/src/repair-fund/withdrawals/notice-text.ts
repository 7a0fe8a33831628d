/** The notice of shares, or of the result, as text for the owners' group: no doors and no names, each looks up the own share. */
import type { WithdrawalView } from '@changxin/shared/repair-fund'
import { dayText, moneyText } from '../../ui/format.ts'

type Noticed = Pick<
  WithdrawalView,
  | 'compoundName'
  | 'purpose'
  | 'budgetFen'
  | 'settledFen'
  | 'apportionedFen'
  | 'paidFen'
  | 'unitCount'
  | 'postedUntil'
  | 'status'
  | 'plan'
>
interface Parts {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly language: string
}

export function noticeText(of: Noticed, { t, language }: Parts): string {
  const isResult = of.status === 'paid' || of.status === 'published'
  const total = of.settledFen ?? of.apportionedFen ?? of.budgetFen ?? 0
  const by = t(
    of.plan?.split.by === 'agreement' ? 'repair-fund.withdrawal.form.agreement' : 'repair-fund.withdrawal.form.area',
  )
  return [
    t(isResult ? 'repair-fund.withdrawal.paste.result' : 'repair-fund.withdrawal.paste.notice', {
      compound: of.compoundName,
    }),
    t('repair-fund.withdrawal.paste.purpose', { purpose: of.purpose ?? '' }),
    t('repair-fund.withdrawal.paste.total', { amount: moneyText(total), units: of.unitCount, by }),
    ...(isResult ? [t('repair-fund.withdrawal.paste.paid', { amount: moneyText(of.paidFen) })] : []),
    ...(!isResult && of.postedUntil
      ? [t('repair-fund.withdrawal.paste.until', { day: dayText(of.postedUntil, language) })]
      : []),
    t('repair-fund.withdrawal.paste.look'),
  ].join('\n')
}
