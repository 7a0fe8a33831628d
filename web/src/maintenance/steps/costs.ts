/** What was typed about materials and labour, as whole fen and hundredths of a unit. */
import { exactInteger } from '@changxin/shared/kernel'
import type { Material } from '@changxin/shared/maintenance'

export interface MaterialLine {
  name: string
  unit: string
  quantity: string
  amount: string
}

export const emptyLine = (): MaterialLine => ({ name: '', unit: '', quantity: '', amount: '' })

const isBlank = (line: MaterialLine) => Object.values(line).every((text) => text.trim() === '')

/** Undefined where a line is begun and not whole, or a figure is none; blank lines do not count. */
export function materialsOf(lines: readonly MaterialLine[]): Material[] | undefined {
  const read = lines.filter((line) => !isBlank(line)).map(materialOf)
  return read.some((one) => one === undefined) ? undefined : (read as Material[])
}

function materialOf({ name, unit, quantity, amount }: MaterialLine): Material | undefined {
  const hundredths = exactInteger(quantity, 2)
  const amountFen = exactInteger(amount, 2)
  if (name.trim() === '' || hundredths === undefined || amountFen === undefined) return undefined
  return { name: name.trim(), unit: unit.trim() || '件', quantity: hundredths, amountFen }
}

/** Nothing typed is nothing spent; undefined when it is no sum of money. */
export const fenTyped = (text: string): number | undefined => (text.trim() === '' ? 0 : exactInteger(text, 2))
