/** The lengths of a transition as dated settings, each with its source: the one stream `rule-transition`. */
import {
  type AdoptRule,
  type Day,
  type Decider,
  type EventOf,
  event,
  RuleHead,
  ruleOn,
  rulesDecider,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { reject } from './errors.ts'

export const TRANSITION_RULES_STREAM = 'rule-transition'

/** Days, but for `emergency-months`. */
export const TransitionRuleName = z.enum([
  'notice-dismissal',
  'notice-non-renewal',
  'notice-after-expiry',
  'emergency-months',
  'emergency-warning',
  'check-after',
])
export type TransitionRuleName = z.infer<typeof TransitionRuleName>
export const TransitionRule = RuleHead.extend({ name: TransitionRuleName, length: z.int().min(1).max(366) })
export type TransitionRule = z.infer<typeof TransitionRule>

export const TransitionRuleAdopted = event('TransitionRuleAdopted', TransitionRule)
export const transitionRuleEvents = [TransitionRuleAdopted] as const
export type TransitionRuleEvent = EventOf<typeof transitionRuleEvents>

export type AdoptTransitionRule = AdoptRule<'AdoptTransitionRule', TransitionRule>

export const transitionRulesDecider: Decider<AdoptTransitionRule, TransitionRuleEvent, readonly TransitionRule[]> =
  rulesDecider(TransitionRuleAdopted, { exists: (taken) => reject('transition-rule-exists', taken) })

const CODE = { jurisdiction: 'all', validFrom: '2021-01-01', basis: 'law' } as const
const SUGGESTED = { jurisdiction: 'all', validFrom: '2021-01-01', basis: 'suggested' } as const

/** In force until somebody adopts others. Only what the Civil Code says is called law. */
export const defaultTransitionRules: readonly TransitionRule[] = [
  { ...CODE, ruleId: 'notice-dismissal-2021', name: 'notice-dismissal', length: 60, source: '民法典第九百四十六条' },
  {
    ...CODE,
    ruleId: 'notice-non-renewal-2021',
    name: 'notice-non-renewal',
    length: 90,
    source: '民法典第九百四十七条',
  },
  {
    ...CODE,
    ruleId: 'notice-after-expiry-2021',
    name: 'notice-after-expiry',
    length: 60,
    source: '民法典第九百四十八条',
  },
  {
    ...SUGGESTED,
    ruleId: 'emergency-months-suggested',
    name: 'emergency-months',
    length: 6,
    source: '建议值：参照北京、上海、淄博应急物业服务不超过六个月的做法',
  },
  {
    ...SUGGESTED,
    ruleId: 'emergency-warning-suggested',
    name: 'emergency-warning',
    length: 30,
    source: '建议值：应急服务到期前三十日提醒',
  },
  {
    ...SUGGESTED,
    ruleId: 'check-after-suggested',
    name: 'check-after',
    length: 30,
    source: '建议值：接管满三十日回查',
  },
]

/** The one in force on a day; the defaults stand in for what nobody adopted. */
export function transitionRuleOn(rules: readonly TransitionRule[], name: TransitionRuleName, day: Day): TransitionRule {
  const named = (from: readonly TransitionRule[]) => from.filter((rule) => rule.name === name)
  const rule =
    ruleOn(named(rules), day) ?? ruleOn(named(defaultTransitionRules), day) ?? named(defaultTransitionRules)[0]
  if (!rule) throw new TypeError(`no rule ${name}`)
  return rule
}
