/** How a collection is shared, in a line. */
import type { CollectionSplit } from '@changxin/shared/repair-fund'
import { moneyText } from '../../ui/format.ts'

type Words = (key: string, values?: Record<string, unknown>) => string

export function splitText(split: CollectionSplit, t: Words): string {
  const total = 'totalFen' in split ? moneyText(split.totalFen) : ''
  const fen = 'fen' in split ? moneyText(split.fen) : ''
  return t(`repair-fund.collections.split.${split.by}`, { total, fen })
}
