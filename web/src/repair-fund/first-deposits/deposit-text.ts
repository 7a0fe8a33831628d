/** Why a home owes so much, and how it stands, in words. */
import { formatFen } from '@changxin/shared/kernel'
import type { FirstDepositHome } from '@changxin/shared/repair-fund'
import { floorAreaText, moneyText } from '../../ui/format.ts'

type Say = (key: string, values: Record<string, unknown>) => string

/** `按多层 58.00 元/m² × 98.76 m²`; what cannot be computed says why. */
export function becauseText(home: FirstDepositHome, t: Say): string {
  const { fenPerSquareMetre, floorArea, buildingKind, reason } = home
  if (fenPerSquareMetre === null || floorArea === null) return t(`repair-fund.firstDeposits.reasons.${reason}`, {})
  const values = { rate: formatFen(fenPerSquareMetre), area: floorAreaText(floorArea) }
  if (buildingKind === null) return t('repair-fund.firstDeposits.becauseAny', values)
  return t('repair-fund.firstDeposits.because', {
    ...values,
    kind: t(`repair-fund.firstDeposits.kinds.${buildingKind}`, {}),
  })
}

export function standingText({ state, missingFen, overFen }: FirstDepositHome, t: Say): string {
  if (state === 'unknown') return t('repair-fund.firstDeposits.unknown', {})
  if (missingFen > 0) return t('repair-fund.firstDeposits.missingBy', { amount: moneyText(missingFen) })
  return overFen > 0
    ? t('repair-fund.firstDeposits.overBy', { amount: moneyText(overFen) })
    : t('repair-fund.firstDeposits.settled', {})
}

/** The list of buildings of the other kind with one put in or taken out: ids with commas between them. */
export function toggled(except: string, buildingId: string): string {
  const ids = except.split(',').filter((id) => id !== '')
  return (ids.includes(buildingId) ? ids.filter((id) => id !== buildingId) : [...ids, buildingId]).join(',')
}
