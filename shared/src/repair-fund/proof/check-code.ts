/** 核对码: the short form of a checkpoint's root, as it is printed on notices and compared by eye. */

/** 80 bits: nobody finds other records with the same ones. */
const DIGITS = 20
const GROUP = 4

/** `a1b2 c3d4 e5f6 0718 293a` */
export const checkCodeOf = (rootHash: string): string => grouped(rootHash.slice(0, DIGITS))

/** Hex in groups of four, for reading aloud. */
export const grouped = (hex: string): string => (hex.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join(' ')

/** Whether what somebody typed or scanned is this root, or its short form. Undefined while it is too short to say. */
export function isCodeOf(rootHash: string, typed: string): boolean | undefined {
  const digits = typed.toLowerCase().replace(/[^0-9a-z]/g, '')
  if (digits.length < DIGITS) return undefined
  return digits.length === DIGITS ? rootHash.startsWith(digits) : rootHash === digits
}
