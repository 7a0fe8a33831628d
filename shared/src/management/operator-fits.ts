/** Which modes have an operator, and of which kind. */
import { reject } from './errors.ts'
import type { Mode } from './events.ts'
import { modeWords } from './words.ts'

export function hasOperator(mode: Mode): boolean {
  return mode !== 'none' && mode !== 'unknown'
}

/** `facts.operator`: as it is registered; what was not read counts as not there. */
export function checkOperator(
  mode: Mode,
  operatorId: string | null,
  facts: { readonly operator?: { readonly kind: Mode } | null } | undefined,
): void {
  if (!hasOperator(mode)) {
    if (operatorId !== null) throw reject('operator-not-allowed')
    return
  }
  if (operatorId === null) throw reject('operator-required')
  if (!facts?.operator) throw reject('operator-unknown')
  const { kind } = facts.operator
  if (kind === mode) return
  const words = {
    kindZh: modeWords[kind].zh,
    kindEn: modeWords[kind].en,
    modeZh: modeWords[mode].zh,
    modeEn: modeWords[mode].en,
  }
  throw reject('operator-kind-mismatch', { kind, mode, ...words })
}
