/** Floor area in integer 0.01 m² (cm2 would be wrong: the unit is a hundredth of a square metre). */
import { z } from 'zod'

/** One unit door: up to 100,000 m². */
export const UnitFloorArea = z.int().min(1).max(10_000_000)

/** Where a figure comes from; the order is the order of trust (区分所有权解释 art. 8: registry, survey, contract). */
export const FloorAreaSource = z.enum(['registry', 'survey', 'contract', 'plan', 'self-reported'])
export type FloorAreaSource = z.infer<typeof FloorAreaSource>

/** `123456` → `1,234.56`. */
export function formatFloorArea(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0')
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}
