/** Checks that a feature's refusals can be said aloud: both languages, and nothing left in braces. */
import { type ErrorEntry, type Rejected, sentenceOf } from '@changxin/shared/kernel'
import { expect } from 'vitest'

export function expectSayable(entries: Readonly<Record<string, ErrorEntry>>, refusal: Rejected): void {
  const entry = entries[refusal.code]
  expect(entry, `${refusal.code} is registered`).toBeDefined()
  for (const language of ['zh', 'en'] as const) {
    const sentence = entry ? sentenceOf(entry, language, refusal.params) : ''
    expect(sentence, `${refusal.code} in ${language}`).not.toMatch(/[{}]|undefined/)
    expect(sentence.length).toBeGreaterThan(8)
  }
}
