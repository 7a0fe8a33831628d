/** How long a manager has to answer. The law says 及时 (promptly) and no number, so the days are a suggestion, dated like every rule. */
import { type Day, ruleOn } from '@changxin/shared/kernel'
import type { AnswerTime } from './events.ts'

const rules: readonly (AnswerTime & { readonly validFrom: Day })[] = [
  {
    ruleId: 'answer-7-days',
    validFrom: '2021-01-01',
    days: 7,
    basis: 'suggested',
    source: '民法典第二百八十五条只要求“及时答复”，七日为建议值',
  },
]

/** Undefined before the Civil Code. */
export function answerTimeOn(day: Day): AnswerTime | undefined {
  const rule = ruleOn(rules, day)
  if (!rule) return undefined
  const { validFrom: _, ...answerTime } = rule
  return answerTime
}
