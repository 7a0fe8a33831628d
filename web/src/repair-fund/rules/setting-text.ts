/** A setting of a fund rule as one reads it: percent, yuan, days, months, by the unit that its name ends with. */
import type { FundSettingName } from '@changxin/shared/repair-fund'
import { moneyText } from '../../ui/format.ts'

export type SettingUnit = 'Percent' | 'Fen' | 'Days' | 'Months' | 'Day'
const UNITS: readonly SettingUnit[] = ['Percent', 'Fen', 'Days', 'Months', 'Day']

export function unitOf(name: FundSettingName): SettingUnit {
  const unit = UNITS.find((one) => name.endsWith(one))
  if (!unit) throw new TypeError(`the setting ${name} has no unit`)
  return unit
}

export function settingText(
  name: FundSettingName,
  value: number,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  const unit = unitOf(name)
  return unit === 'Fen' ? moneyText(value) : t(`repair-fund.rules.unit.${unit}`, { n: value })
}
