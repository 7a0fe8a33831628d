/** Yuan as typed, with a sign, in fen; null where it is no amount. */
import { exactInteger } from '@changxin/shared/kernel'

export function signedFen(text: string): number | null {
  const trimmed = text.trim().replace(/^[−－]/, '-')
  const negative = trimmed.startsWith('-')
  const fen = exactInteger(negative ? trimmed.slice(1) : trimmed, 2)
  if (fen === null || fen === undefined) return null
  return negative && fen !== 0 ? -fen : fen
}
