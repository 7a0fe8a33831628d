/** What service reports and awards say no with. */
import { errors } from '@changxin/shared/kernel'

export const reportsErrors = errors({
  'report-month-running': {
    status: 409,
    zh: '{month} 还没有结束。请在次月说明或评价。',
    en: '{month} has not ended yet. Comment and rate from the next month on.',
  },
  'report-rating-over': {
    status: 409,
    zh: '{month} 的评价已于 {lastDay} 截止。请评价最近的月份。',
    en: 'Ratings of {month} ended on {lastDay}. Rate a later month.',
  },
  'report-nobody-managed': {
    status: 409,
    zh: '{month} 月末没有管理主体，不能说明或评价。',
    en: 'Nobody managed the compound at the end of {month}, so there is nothing to comment or rate.',
  },
  'award-scheme-unknown': {
    status: 404,
    zh: '没有这个奖补办法。请回到列表重新选择。',
    en: 'There is no such award scheme. Choose again from the list.',
  },
  'award-scheme-late': {
    status: 409,
    zh: '奖补办法要在起算月份之前公布：最早从 {firstMonth} 起算。',
    en: 'A scheme must be on record before the months it counts: the first one possible is {firstMonth}.',
  },
  'award-weights': {
    status: 409,
    zh: '各项分值合计 {sum} 分，应为 100 分。',
    en: 'The weights come to {sum} points; they must come to 100.',
  },
  'award-item-twice': {
    status: 409,
    zh: '同一指标只能列一次。请合并。',
    en: 'The same figure is listed twice. Make it one.',
  },
  'award-line-flat': {
    status: 409,
    zh: '满分线要高于零分线。',
    en: 'The line of full points must be above the line of none.',
  },
  'award-months': {
    status: 409,
    zh: '考核月份要从 {validFrom} 起、已经结束、且先后正确。',
    en: 'The months must begin at {validFrom} or later, be over, and be in order.',
  },
  'award-granted-already': {
    status: 409,
    zh: '这个小区在 {from} 至 {until} 已发放过奖补。',
    en: 'This compound was granted an award for {from} to {until} already.',
  },
  'award-not-reached': {
    status: 409,
    zh: '得分 {score} 未达到奖补线。',
    en: 'The score of {score} does not reach an award.',
  },
  'award-elsewhere': {
    status: 409,
    zh: '这个小区不在奖补办法的适用范围内。',
    en: 'The compound does not lie where the scheme applies.',
  },
})
export const reject = reportsErrors.reject
