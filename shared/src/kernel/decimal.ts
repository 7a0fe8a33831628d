/** Exact decimals from text: what is printed is never passed through a float. */

/**
 * `exactInteger('13.97', 6)` → 13970000: the decimal text times ten to the power of `scale`, as an integer.
 * Answers undefined when the text is not a plain decimal, has more digits than the scale holds, or leaves 2^53.
 */
export function exactInteger(text: string, scale: number): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return undefined
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > scale) return undefined
  const value = Number(BigInt(`${match[2]}${fraction.padEnd(scale, '0')}`))
  if (!Number.isSafeInteger(value)) return undefined
  return match[1] ? 0 - value : value
}

/** The way back: `exactText(13970000, 6)` → `13.97`. */
export function exactText(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}
