/** What rules of participation say no with. */
import { errors } from '@changxin/shared/kernel'

export const participationErrors = errors({
  'participation-rule-exists': {
    status: 409,
    zh: '规则 {ruleId} 已经采用，内容不同。采用过的规则不能改，请用新编号再采用一条。',
    en: 'The rule {ruleId} was adopted with other content. What was adopted stays: adopt another under a new id.',
  },
  'participation-seats-even': {
    status: 409,
    zh: '委员人数 {value} 不是单数。请改为单数。',
    en: 'The number of members, {value}, is not odd. Make it odd.',
  },
  'participation-seats-crossed': {
    status: 409,
    zh: '委员人数的上限低于下限。请改正其中一个。',
    en: 'The most members are fewer than the least. Correct one of them.',
  },
  'participation-months-crossed': {
    status: 409,
    zh: '换届最迟的月数大于最早的月数。请改正其中一个。',
    en: 'The latest start of a re-election is before the earliest. Correct one of them.',
  },
  'participation-place-unknown': {
    status: 409,
    zh: '没有登记这个小区或地区。请从列表中选择。',
    en: 'No such compound or region is registered. Choose from the list.',
  },
})
export const rejectParticipation = participationErrors.reject
