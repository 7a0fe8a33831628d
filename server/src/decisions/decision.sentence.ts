/** A refusal in the person's language. */
import { decisionErrors } from '@changxin/shared/decisions'
import { type Rejected, sentenceOf } from '@changxin/shared/kernel'
import type { Language } from '../feature.ts'

export function sentenceFor({ code, params }: Rejected, language: Language): string {
  const entry = decisionErrors.entries[code]
  if (!entry) throw new TypeError(`${code} is no refusal of a decision`)
  return sentenceOf(entry, language, params)
}
