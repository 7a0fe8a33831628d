/** Which targets hold for a mode on a day, and the defaults that are suggested where nobody adopted any. */
import { type Day, type Instant, ruleOn } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { Category, Target, TargetMinutes, Urgency } from './events.ts'
import type { TargetRule } from './request.commands.ts'
import { dueAfter, type WorkingHours } from './working-time.ts'

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

/** `places`: the nearest first. What a place adopted for itself beats whatever was adopted for more than it. */
export function targetRuleAt(
  places: readonly string[],
  rules: readonly TargetRule[],
  mode: Mode,
  day: Day,
): TargetRule | undefined {
  for (const place of places) {
    const own = rules.filter(({ jurisdiction }) => jurisdiction === place)
    const rule = targetRuleFor(own, mode, day)
    if (rule) return rule
  }
  return undefined
}

/** The target of a request that was reported at an instant; undefined for a rule without that urgency. */
export function targetOf(rule: TargetRule, urgency: Urgency, category: Category, at: Instant): Target | undefined {
  const minutes = targetMinutesFor(rule, urgency, category)
  if (!minutes) return undefined
  const { hours = 'round-the-clock' } = minutes
  return {
    ruleId: rule.ruleId,
    responseDueAt: dueAfter(at, minutes.responseMinutes, hours),
    responseMetBy: minutes.responseMetBy,
    resolutionDueAt: dueAfter(at, minutes.resolutionMinutes, hours),
    ...(hours === 'round-the-clock' ? {} : { desk: { resolutionMinutes: minutes.resolutionMinutes, hours } }),
  }
}

/** A target of the category beats the one for every category. */
function targetMinutesFor({ targets }: TargetRule, urgency: Urgency, category: Category): TargetMinutes | undefined {
  const ofUrgency = targets.filter((target) => target.urgency === urgency)
  return (
    ofUrgency.find((target) => target.category === category) ??
    ofUrgency.find((target) => target.category === undefined)
  )
}

/** 08:30–17:30 from Monday to Saturday: nine hours are a working day of the suggestions. */
const DESK: WorkingHours = { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-sat', holidays: true }
const WORKING_DAY_MINUTES = 9 * HOUR_MINUTES

/** 被困: TSG T5002 asks the maintenance firm to be there in 30 minutes in cities, in an hour elsewhere. */
const LIFT_MINUTES = 30

type Lengths = Readonly<Record<Urgency, readonly [responseMinutes: number, resolutionMinutes: number]>>

/** Emergencies run day and night and wait for somebody on site, all else runs in desk hours and waits for an answer. */
function suggestedTargets({ emergency, ordinary, deferrable }: Lengths): TargetMinutes[] {
  const onSite = { urgency: 'emergency', responseMetBy: 'started', hours: 'round-the-clock' } as const
  const answered = { responseMetBy: 'accepted', hours: DESK } as const
  return [
    { ...onSite, responseMinutes: emergency[0], resolutionMinutes: emergency[1] },
    { ...answered, urgency: 'ordinary', responseMinutes: ordinary[0], resolutionMinutes: ordinary[1] },
    { ...answered, urgency: 'deferrable', responseMinutes: deferrable[0], resolutionMinutes: deferrable[1] },
    // Whoever runs the compound, people stuck in a lift wait for the same maintenance firm.
    { ...onSite, category: 'lift', responseMinutes: LIFT_MINUTES, resolutionMinutes: emergency[1] },
  ]
}

const COUNTED = '急修全天计时；其余按工作时间计：周一至周六 8:30—17:30，每天 9 小时，法定节假日除外，调休上班日计入'
const LIFT = '电梯急修（困人）30 分钟到场，参照 TSG T5002'

/** No nationwide legal times exist: these are suggestions and say so. */
const suggested = { jurisdiction: 'all', validFrom: '2000-01-01', basis: 'suggested' } as const

export const defaultTargets: readonly TargetRule[] = [
  {
    ...suggested,
    ruleId: 'suggested-targets',
    source: `建议值，不是法律规定：急修 60 分钟到场、24 小时排除；小修 1 个工作日受理、2 个工作日（48 小时）完成；可缓 1 个工作日受理、5 个工作日答复处理；${LIFT}。${COUNTED}。`,
    mode: null,
    targets: suggestedTargets({
      emergency: [HOUR_MINUTES, DAY_MINUTES],
      ordinary: [WORKING_DAY_MINUTES, 2 * WORKING_DAY_MINUTES],
      deferrable: [WORKING_DAY_MINUTES, 5 * WORKING_DAY_MINUTES],
    }),
  },
  {
    ...suggested,
    ruleId: 'suggested-targets-self-governance',
    source: `建议值，不是法律规定：居民自治小区放宽，急修 2 小时到场、48 小时排除；小修 2 个工作日受理、6 个工作日（一周）完成；可缓 3 个工作日受理、12 个工作日（两周）处理；${LIFT}。${COUNTED}。`,
    mode: 'self-governance',
    targets: suggestedTargets({
      emergency: [2 * HOUR_MINUTES, 2 * DAY_MINUTES],
      ordinary: [2 * WORKING_DAY_MINUTES, 6 * WORKING_DAY_MINUTES],
      deferrable: [3 * WORKING_DAY_MINUTES, 12 * WORKING_DAY_MINUTES],
    }),
  },
]
