/**
 * A counter's part of the key as it stands on paper: three lines of five groups of four signs, without letters that are
 * mistaken for digits. Each line carries a check of its own, so that whoever types it is told which line is wrong.
 */
import { SIGNS } from '@changxin/shared/decisions/sealing'
import { sha256 } from '@changxin/shared/ledger'

/** A secret of 32 bytes, and one that says which part it is. */
export const PART_BYTES = 33
export const PART_LINES = 3
const LINE_BYTES = PART_BYTES / PART_LINES
const CHECK_BITS = 12n
const BITS_OF_SIGN = 5n
const LINE_SIGNS = (LINE_BYTES * 8 + Number(CHECK_BITS)) / Number(BITS_OF_SIGN)
const GROUP_SIGNS = 4

const checkOf = (line: number, bytes: Uint8Array): bigint => {
  const [first = 0, second = 0] = sha256(Uint8Array.of(line, ...bytes))
  return BigInt((first << 4) | (second >> 4))
}

function lineText(line: number, bytes: Uint8Array): string {
  let rest = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  rest = (rest << CHECK_BITS) | checkOf(line, bytes)
  let signs = ''
  for (let index = 0; index < LINE_SIGNS; index++, rest >>= BITS_OF_SIGN) signs = SIGNS[Number(rest & 31n)] + signs
  return signs.replace(/.{4}(?=.)/g, '$& ')
}

/** Three lines such as `7K2M 0Q4T 9ZXA 11RC VW58`. RangeError for bytes of another length. */
export function partToLines(part: Uint8Array): string[] {
  if (part.length !== PART_BYTES) throw new RangeError(`a part is ${PART_BYTES} bytes`)
  return Array.from({ length: PART_LINES }, (_, line) =>
    lineText(line, part.subarray(line * LINE_BYTES, (line + 1) * LINE_BYTES)),
  )
}

/** What people write for what: small letters, O for 0, I and L for 1; spaces and dashes anywhere. */
export function partSigns(text: string): string {
  return text
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
}

function readLine(line: number, signs: string): Uint8Array | null {
  let rest = 0n
  for (const sign of signs) {
    const value = SIGNS.indexOf(sign)
    if (value < 0) return null
    rest = (rest << BITS_OF_SIGN) | BigInt(value)
  }
  const check = rest & ((1n << CHECK_BITS) - 1n)
  rest >>= CHECK_BITS
  const bytes = new Uint8Array(LINE_BYTES)
  for (let index = LINE_BYTES - 1; index >= 0; index--, rest >>= 8n) bytes[index] = Number(rest & 255n)
  return checkOf(line, bytes) === check ? bytes : null
}

export type ReadPart =
  | { readonly part: Uint8Array }
  /** `missing`: signs still to come (below zero: too many); `lines`: those whose check is wrong, the first is 1. */
  | { readonly part: null; readonly missing: number; readonly lines: readonly number[] }

/** Reads what was typed, pasted or scanned. Lines that are complete are checked while the rest is still to come. */
export function readPart(text: string): ReadPart {
  const signs = partSigns(text)
  const part = new Uint8Array(PART_BYTES)
  const wrong: number[] = []
  for (let line = 0; line < PART_LINES; line++) {
    const own = signs.slice(line * LINE_SIGNS, (line + 1) * LINE_SIGNS)
    if (own.length < LINE_SIGNS) continue
    const bytes = readLine(line, own)
    if (bytes === null) wrong.push(line + 1)
    else part.set(bytes, line * LINE_BYTES)
  }
  const missing = PART_LINES * LINE_SIGNS - signs.length
  return missing === 0 && wrong.length === 0 ? { part } : { part: null, missing, lines: wrong }
}

/** `7k2m0q` → `7K2M 0Q`: how a field shows what is typed, three lines of five groups. */
export function grouped(text: string): string {
  const groups = partSigns(text).match(new RegExp(`.{1,${GROUP_SIGNS}}`, 'g')) ?? []
  const perLine = LINE_SIGNS / GROUP_SIGNS
  return groups
    .map((group, index) => (index > 0 && index % perLine === 0 ? `\n${group}` : group))
    .join(' ')
    .replaceAll(' \n', '\n')
}
