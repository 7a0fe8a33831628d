/** Which targets hold for a mode on a day, and the defaults that are suggested where nobody adopted any. */
import { addMinutes, type Day, type Instant, ruleOn } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { Target, Urgency } from './events.ts'
import type { TargetRule } from './request.commands.ts'

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** A rule for the mode beats the rule for any mode; of those the latest that is valid on the day. */
export function targetRuleFor(rules: readonly TargetRule[], mode: Mode, day: Day): TargetRule | undefined {
  const of = (wanted: Mode | null) =>
    ruleOn(
      rules.filter((rule) => rule.mode === wanted),
      day,
    )
  return of(mode) ?? of(null)
}

/** The target of a request that was reported at an instant; undefined for a rule without that urgency. */
export function targetOf(rule: TargetRule, urgency: Urgency, at: Instant): Target | undefined {
  const minutes = rule.targets.find((target) => target.urgency === urgency)
  return (
    minutes && {
      ruleId: rule.ruleId,
      responseDueAt: addMinutes(at, minutes.responseMinutes),
      responseMetBy: minutes.responseMetBy,
      resolutionDueAt: addMinutes(at, minutes.resolutionMinutes),
    }
  )
}

/** No nationwide legal times exist: these are suggestions and say so. */
const suggested = { jurisdiction: 'all', validFrom: '2000-01-01', basis: 'suggested' } as const

export const defaultTargets: readonly TargetRule[] = [
  {
    ...suggested,
    ruleId: 'suggested-targets',
    source:
      '建议值，不是法律规定：急修 60 分钟到场、24 小时排除；小修 24 小时受理、48 小时完成；可缓 24 小时受理、7 天（5 个工作日）答复处理',
    mode: null,
    targets: [
      { urgency: 'emergency', responseMinutes: HOUR_MINUTES, responseMetBy: 'started', resolutionMinutes: DAY_MINUTES },
      {
        urgency: 'ordinary',
        responseMinutes: DAY_MINUTES,
        responseMetBy: 'accepted',
        resolutionMinutes: 2 * DAY_MINUTES,
      },
      {
        urgency: 'deferrable',
        responseMinutes: DAY_MINUTES,
        responseMetBy: 'accepted',
        resolutionMinutes: 7 * DAY_MINUTES,
      },
    ],
  },
  {
    ...suggested,
    ruleId: 'suggested-targets-self-governance',
    source:
      '建议值，不是法律规定：居民自治小区放宽，急修 2 小时到场、48 小时排除；小修 48 小时受理、7 天完成；可缓 72 小时受理、14 天处理',
    mode: 'self-governance',
    targets: [
      {
        urgency: 'emergency',
        responseMinutes: 2 * HOUR_MINUTES,
        responseMetBy: 'started',
        resolutionMinutes: 2 * DAY_MINUTES,
      },
      {
        urgency: 'ordinary',
        responseMinutes: 2 * DAY_MINUTES,
        responseMetBy: 'accepted',
        resolutionMinutes: 7 * DAY_MINUTES,
      },
      {
        urgency: 'deferrable',
        responseMinutes: 3 * DAY_MINUTES,
        responseMetBy: 'accepted',
        resolutionMinutes: 14 * DAY_MINUTES,
      },
    ],
  },
]
