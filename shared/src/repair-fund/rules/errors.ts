/** What rules of the fund say no with: mostly to keep a rule from contradicting itself; those that rest on an article name it. */
import { errors } from '@changxin/shared/kernel'

export const fundRuleErrors = errors({
  'fund-rule-exists': {
    status: 409,
    zh: '已有编号为 {ruleId} 的维修资金规则，内容不同。施行过的规则不改，请换一个编号，或不填编号。',
    en: 'A fund rule {ruleId} with other content exists. What was adopted never changes: use another id, or leave it out.',
  },
  'fund-rules-full': {
    status: 409,
    zh: '维修资金规则已有 {limit} 条，不能再加。请联系系统管理员。',
    en: 'There are {limit} fund rules, and no room for more. Ask whoever runs the system.',
  },
  'fund-rule-place-unknown': {
    status: 409,
    zh: '没有这个地区或小区。请重新选择规则适用的地方。',
    en: 'There is no such region or compound. Choose again where the rule applies.',
  },
  'fund-rule-place-block': {
    status: 409,
    zh: '片区会变动，不能设维修资金规则。请选社区、街道、区县，或一个小区。',
    en: 'Blocks change, so no fund rule holds in one. Choose a community, a subdistrict, a district, or one compound.',
  },
  'fund-rule-percent': {
    status: 409,
    zh: '比例 {value}% 超过了 100%。请改正。',
    en: '{value} % is more than the whole. Correct it.',
  },
  'fund-rule-months': {
    status: 409,
    zh: '周期应为 1 到 120 个月，不能是 {value}。请改正。',
    en: 'A period is 1 to 120 months, not {value}. Correct it.',
  },
  'fund-rule-statements-rare': {
    status: 409,
    zh: '公布周期 {value} 个月太长：至少每 {limit} 个月公布一次。请改短。',
    en: 'Statements every {value} months are too rare: at least every {limit} months. Shorten the period.',
    source: '住宅专项维修资金管理办法第三十条',
  },
  'fund-rule-days': {
    status: 409,
    zh: '公示天数应为 1 到 365 天，不能是 {value}。请改正。',
    en: 'A posting lasts 1 to 365 days, not {value}. Correct it.',
  },
  'fund-rule-day-of-month': {
    status: 409,
    zh: '对账日应为每月 1 日到 28 日，不能是 {value} 日。请改正。',
    en: 'The day of reconciliation is the 1st to the 28th, not the {value}th. Correct it.',
  },
  'fund-rule-top-up-low': {
    status: 409,
    zh: '续交界限不能低于 {limit}%，不能是 {value}%：账户余额不足首期交存额 {limit}% 就应当续交。请改高。',
    en: 'The top-up threshold is at least {limit} %, not {value} %: below that an account must be topped up. Raise it.',
    source: '住宅专项维修资金管理办法第十七条',
  },
  'fund-rule-exclusion-missing': {
    status: 409,
    zh: '不得列支的情形缺了第二十五条的 {count} 项。四项都要保留，请补上。',
    en: 'Of the four things of art. 25 that the fund never pays for, missing here: {count}. Every rule keeps all four; add them.',
    source: '住宅专项维修资金管理办法第二十五条',
  },
  'fund-rule-target-low': {
    status: 409,
    zh: '续交目标 {target}% 低于续交界限 {percent}%，交了还要再交。请把目标改到不低于界限。',
    en: 'The target of {target} % is below the threshold of {percent} %: whoever paid would have to pay again. Raise the target.',
  },
  'fund-rule-month-small': {
    status: 409,
    zh: '每月小额支出上限 ¥{month} 低于一次的上限 ¥{once}。请改正其中一个。',
    en: 'Small expenses are at most ¥{month} a month and ¥{once} at once. Correct one of them.',
  },
  'fund-rule-steps': {
    status: 409,
    zh: '复核金额要从小到大排列，最后一档不设上限。请改正。',
    en: 'The amounts of the second person must ascend, and the last one must be open. Correct them.',
  },
  'fund-rule-twice': {
    status: 409,
    zh: '同一项写了两次。请去掉一个。',
    en: 'The same thing is named twice. Leave one of them out.',
  },
})
export const reject = fundRuleErrors.reject
