/** What a consultation says no with. */
import { errors } from '@changxin/shared/kernel'

export const consultationErrors = errors({
  'consultation-unknown': {
    status: 404,
    zh: '没有这次征求意见。请回到小区的表决页重新打开。',
    en: 'There is no such consultation. Go back to the decisions of the compound and open it again.',
  },
  'consultation-step': {
    status: 409,
    zh: '现在到了“{stepZh}”这一步，不能这样做。请按一下、一上、一公示的顺序进行。',
    en: 'The consultation is at “{stepEn}”, so this is not possible. Take the steps in their order.',
  },
  'consultation-days': {
    status: 409,
    zh: '日期不对：{day} 早于上一步或晚于今天。请改正日期。',
    en: 'The day {day} is before the step before it, or after today. Correct the day.',
  },
  'consultation-until': {
    status: 409,
    zh: '征求意见的截止日要晚于今天。请改正日期。',
    en: 'The last day for opinions must be after today. Correct the day.',
  },
  'consultation-ended': {
    status: 409,
    zh: '征求意见已于 {until} 截止。请到社区当面反映。',
    en: 'Opinions were taken until {until}. Tell the community in person.',
  },
  'consultation-open': {
    status: 409,
    zh: '征求意见到 {until} 才截止，不能提前汇总。请到期后再汇总。',
    en: 'Opinions are taken until {until}. Sum them up after that day.',
  },
  'consultation-no-outreach': {
    status: 409,
    zh: '还没有登记送达情况（院坝会、入户等）。请先登记送达了多少户。',
    en: 'No yard meeting or other way of reaching people is recorded. Record how many households were reached first.',
  },
  'consultation-posting-short': {
    status: 409,
    zh: '公示要满 {days} 天，最早到 {until}。请改正截止日。',
    en: 'The plan hangs for {days} days, until {until} at the earliest. Correct the last day.',
  },
  'consultation-posting-runs': {
    status: 409,
    zh: '公示到 {until} 为止，还没有期满。请期满后再办结。',
    en: 'The plan hangs until {until}. Finish the consultation after that day.',
  },
  'consultation-unit-elsewhere': {
    status: 409,
    zh: '这一户不在本小区。请选本小区的户。',
    en: 'This unit is not of the compound. Choose one of its units.',
  },
  'consultation-text-missing': {
    status: 409,
    zh: '请写明要改什么或为什么不同意，再提交。',
    en: 'Say what should change, or why not, then send it.',
  },
})
export const rejectConsultation = consultationErrors.reject
