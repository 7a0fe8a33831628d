/**
 * A dated rule of how owners take part beside voting: committees, demands, consultations. Every number has its own basis
 * and source, so that a screen never shows as law what is none.
 */
import { event, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'

export const PARTICIPATION_SETTINGS = [
  /** Seats of a committee: odd, from this … */
  'committeeMin',
  /** … to this. */
  'committeeMax',
  /** Seats enough for a compound of fewer households than `smallBelowHouseholds`. */
  'smallCommittee',
  'smallBelowHouseholds',
  'termYears',
  /** 备案: within so many days after the election. */
  'filingDays',
  /** First meeting: within so many days after the election. */
  'firstMeetingDays',
  /** 换届: started at the earliest so many months before the end of the term … */
  'reelectionEarliestMonths',
  /** … and at the latest so many. */
  'reelectionLatestMonths',
  /** The agenda of a committee's meeting hangs for so many days before it. */
  'agendaDays',
  /** A resolution is posted within so many days. */
  'resolutionPostedWithinDays',
  /** A demand that reached its share: the meeting is called within so many days. */
  'callWithinDays',
  /** The final plan hangs for so many days. */
  'finalPostingDays',
] as const
export type ParticipationSetting = (typeof PARTICIPATION_SETTINGS)[number]

export const ParticipationSettings = z.object(
  Object.fromEntries(PARTICIPATION_SETTINGS.map((name) => [name, Setting])) as Record<
    ParticipationSetting,
    typeof Setting
  >,
)
export type ParticipationSettings = z.infer<typeof ParticipationSettings>
export const ParticipationRule = RuleHead.extend({ settings: ParticipationSettings })
export type ParticipationRule = z.infer<typeof ParticipationRule>

// rule-participation
export const ParticipationRuleAdopted = event('ParticipationRuleAdopted', ParticipationRule)
export const participationEvents = [ParticipationRuleAdopted] as const

export { ruleAt as participationRuleAt } from '@changxin/shared/kernel'

const suggested = (value: number, source: string) => ({ value, basis: 'suggested' as const, source })
const GUIDANCE = '《业主大会和业主委员会指导规则》（建房〔2009〕274号）'

/** What a new server begins with. Only what rests on a named text is more than a suggestion. */
export const defaultParticipationRule: ParticipationRule = {
  ruleId: 'suggested-2021',
  jurisdiction: 'all',
  validFrom: '2021-01-01',
  basis: 'suggested',
  source: '系统建议值，以当地规定和业主大会议事规则为准',
  settings: {
    committeeMin: { value: 5, basis: 'standard', source: `${GUIDANCE}第三十一条` },
    committeeMax: { value: 11, basis: 'standard', source: `${GUIDANCE}第三十一条` },
    smallCommittee: suggested(3, '参照北京、杭州：不足 100 户的小区'),
    smallBelowHouseholds: suggested(100, '参照北京、杭州'),
    termYears: suggested(5, '参照上海：任期 3 至 5 年'),
    filingDays: suggested(30, '多地条例：选举产生之日起 30 日内'),
    firstMeetingDays: suggested(7, '多地条例：选举产生之日起 7 日内'),
    reelectionEarliestMonths: suggested(5, '多地条例：任期届满 3 至 5 个月前'),
    reelectionLatestMonths: suggested(3, '多地条例：任期届满 3 至 5 个月前'),
    agendaDays: { value: 7, basis: 'standard', source: `${GUIDANCE}第三十九条` },
    resolutionPostedWithinDays: suggested(3, '多地条例：作出决定之日起 3 日内'),
    callWithinDays: suggested(30, '建议值：全国没有统一的期限'),
    finalPostingDays: suggested(7, '建议值：各地公示期 5 至 15 日不等'),
  },
}
