/** Reads a printed figure exactly, and compares figures as printed; floats never touch them. */
import { exactInteger, exactText } from '@changxin/shared/kernel'
import type { PlanField, PlanFigure } from './events.ts'

export const PLAN_FIELDS: readonly PlanField[] = ['compounds', 'buildings', 'floorArea', 'households']

/** Above any county; keeps the sum of the largest table below 2^53. */
export const MAX_FIGURE = 1_000_000_000_000

/** Printed decimals behind the value: floor area is printed in 10,000 m² and kept in 0.01 m². */
const SCALE: Record<PlanFigure['unit'], number> = { '1': 0, '0.01m2': 6 }

export function unitOf(field: PlanField): PlanFigure['unit'] {
  return field === 'floorArea' ? '0.01m2' : '1'
}

/** `１,０９７` → `1097`: full-width digits and grouping commas are ways to print, not other figures. */
export function plainDigits(printed: string): string {
  const plain = printed.normalize('NFKC').trim()
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}

/** The exact value of a printed figure, or undefined when it is none (`7600余`), negative or above MAX_FIGURE. */
export function exactFigure(printed: string, field: PlanField): number | undefined {
  const value = exactInteger(plainDigits(printed), SCALE[unitOf(field)])
  return value !== undefined && value >= 0 && value <= MAX_FIGURE ? value : undefined
}

/** The way back: 139700000 hundredths are printed `139.7`. */
export function figureText(value: number, field: PlanField): string {
  return exactText(value, SCALE[unitOf(field)])
}

export interface PrintedValue {
  readonly printed: string
  readonly value: number
}

/** True when every figure is the most exact one rounded half up to the decimals that it prints: 68.965 and 68.97. */
export function differOnlyByRounding(figures: readonly PrintedValue[], field: PlanField): boolean {
  const finest = figures.reduce((best, one) => (decimalsOf(one.printed) > decimalsOf(best.printed) ? one : best))
  return figures.every((one) => one.value === roundedTo(finest.value, decimalsOf(one.printed), field))
}

/** Half up to that many printed decimals, in the units of the value. */
export function roundedTo(value: number, decimals: number, field: PlanField): number {
  const step = 10 ** Math.max(0, SCALE[unitOf(field)] - decimals)
  return Math.floor((value + step / 2) / step) * step
}

export function decimalsOf(printed: string): number {
  return /\.(\d+)$/.exec(plainDigits(printed))?.[1]?.length ?? 0
}
