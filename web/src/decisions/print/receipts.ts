/** Receipt numbers for papers that are printed: drawn here, since nobody may guess one; the server refuses a number twice. */
import { receiptNumberOf } from '@changxin/shared/decisions'

const NUMBERS = 10n ** 12n

/** `draw`: 64 random bits. Each number once. */
export function drawReceipts(count: number, draw: () => bigint): readonly string[] {
  const numbers = new Set<string>()
  while (numbers.size < count) numbers.add(receiptNumberOf(draw() % NUMBERS))
  return [...numbers]
}

export const draw64 = (): bigint => crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n
