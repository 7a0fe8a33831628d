/** What rules of voting say no with. None of these rests on an article: they keep a rule from contradicting itself. */
import { errors } from '@changxin/shared/kernel'

export const votingRuleErrors = errors({
  'voting-rule-exists': {
    status: 409,
    zh: '已有编号为 {ruleId} 的表决规则，内容不同。施行过的规则不改，请换一个编号，或不填编号。',
    en: 'A voting rule {ruleId} with other content exists. What was adopted never changes: use another id, or leave it out.',
  },
  'voting-rules-full': {
    status: 409,
    zh: '表决规则已有 {limit} 条，不能再加。请联系系统管理员。',
    en: 'There are {limit} voting rules, and no room for more. Ask whoever runs the system.',
  },
  'voting-place-unknown': {
    status: 409,
    zh: '没有这个地区或小区。请重新选择规则适用的地方。',
    en: 'There is no such region or compound. Choose again where the rule applies.',
  },
  'voting-place-block': {
    status: 409,
    zh: '片区会变动，不能设表决规则。请选社区、街道、区县，或一个小区。',
    en: 'Blocks change, so no voting rule holds in one. Choose a community, a subdistrict, a district, or one compound.',
  },
  'voting-share-over-whole': {
    status: 409,
    zh: '比例 {numerator}/{denominator} 超过了全部。请把分子改到不大于分母；“超过全部”也不可能达到。',
    en: 'A share of {numerator}/{denominator} is more than the whole. Make it at most the whole, and not more than the whole.',
  },
  'voting-window-crossed': {
    status: 409,
    zh: '投票期最短 {min} 天，最长却只有 {max} 天。请改正其中一个。',
    en: 'The voting lasts {min} days at least and only {max} at most. Correct one of them.',
  },
  'voting-window-empty': {
    status: 409,
    zh: '投票期至少 1 天。请改正天数。',
    en: 'The voting lasts one day at least. Correct the days.',
  },
  'voting-percent-over-hundred': {
    status: 409,
    zh: '提议的比例 {value}% 超过了 100%。请改正。',
    en: 'A demand of {value} % of the owners is more than all of them. Correct it.',
  },
})
export const reject = votingRuleErrors.reject
