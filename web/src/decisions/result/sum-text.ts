/** The sum of a count as it is written out: `3 × 8,412.33 ≥ 2 × 12,590.10`, and below it the products. */
import { type ItemCount, type SumLine, tierOf } from '@changxin/shared/decisions'
import { formatFloorArea } from '@changxin/shared/kernel'
import { floorAreaText, wholeText } from '../../ui/format.ts'

export interface LineText {
  readonly left: string
  readonly sign: string
  readonly right: string
  /** Multiplied out, as they really compare; null where nothing is multiplied. */
  readonly products: string | null
}

const TIMES = ' × '
/** What is so where the line does not hold. */
const OPPOSITE = { '≥': '<', '>': '≤', '=': '≠' } as const

/** Floor area in m² without its unit, as the row says what it is of; heads as whole numbers. */
export function lineText({ of, left, right, sign, holds }: Omit<SumLine, 'step' | 'basis' | 'source'>): LineText {
  const figure = of === 'floorArea' ? formatFloorArea : wholeText
  const side = ({ factor, value }: SumLine['left']) =>
    factor === 1 ? figure(value) : `${wholeText(factor)}${TIMES}${figure(value)}`
  const products = [left, right].map(({ factor, value }) => figure(factor * value))
  const isMultiplied = left.factor > 1 || right.factor > 1
  return {
    left: side(left),
    sign,
    right: side(right),
    products: isMultiplied ? products.join(` ${holds ? sign : OPPOSITE[sign]} `) : null,
  }
}

/** What the item came to, as one word of `decisions.sum.verdict`. */
export type VerdictWord = 'chosen' | 'passed' | 'runOff' | 'others' | 'noQuorum' | 'notAgreed' | 'notAll'

export function verdictOf(
  count: Pick<ItemCount, 'quorum' | 'passed' | 'chosen' | 'runOff'>,
  { matter, groupId }: { readonly matter: Parameters<typeof tierOf>[0]; readonly groupId: string | null },
): VerdictWord {
  if (!count.passed) {
    if (tierOf(matter) === 'unanimous') return 'notAll'
    return count.quorum ? 'notAgreed' : 'noQuorum'
  }
  if (groupId === null) return 'passed'
  if (count.runOff) return 'runOff'
  return count.chosen ? 'chosen' : 'others'
}

/** The rows of figures that the sum is made of, those of the silent only where there are some. */
export const FIGURES = ['electorate', 'participating', 'yes', 'no', 'abstained', 'silent'] as const

export function figuresOf(count: ItemCount) {
  return FIGURES.filter((key) => key !== 'silent' || count.silentWith !== null).map((key) => ({
    key,
    floorArea: floorAreaText(count[key].floorArea),
    heads: wholeText(count[key].heads),
  }))
}
