/** The ten steps of a withdrawal as a person reads them: how far it is, what stops it in words, and what is only a setting. */
import { type ErrorParams, sentenceOf } from '@changxin/shared/kernel'
import { type WithdrawalGate, withdrawalErrors } from '@changxin/shared/repair-fund'

type Say = (key: string) => string
/** Codes among the figures of a sentence, which are words on the screen. */
const WORDS: Readonly<Record<string, string>> = {
  exclusion: 'repair-fund.withdrawal.exclusion.',
  required: 'repair-fund.withdrawal.approver.',
}

/** What stops it or what it waits for, with what to do; empty for a step that is passed. */
export function gateSentence({ code, params }: WithdrawalGate, language: 'zh' | 'en', t: Say): string {
  const entry = code === null ? undefined : withdrawalErrors.entries[code]
  if (!entry) return ''
  const said: Record<string, string | number> = { ...params }
  for (const [name, prefix] of Object.entries(WORDS)) if (params[name]) said[name] = t(`${prefix}${params[name]}`)
  return sentenceOf(entry, language, said satisfies ErrorParams)
}

export const passedOf = (gates: readonly WithdrawalGate[]) => gates.filter(({ state }) => state === 'passed').length
