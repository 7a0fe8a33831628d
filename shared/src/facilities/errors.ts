/** What facilities says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const facilitiesErrors = errors({
  'look-in-future': {
    status: 409,
    zh: '查看日期 {lookedOn} 晚于今天（{today}）。请填写实际查看的日期。',
    en: 'The day of the look {lookedOn} is after today ({today}). Enter the day it was made.',
  },
  'look-too-old': {
    status: 409,
    zh: '查看日期 {lookedOn} 已超过 {limitDays} 天，不能再补记。请重新查看一次。',
    en: 'The look of {lookedOn} is more than {limitDays} days old and cannot be recorded any more. Look again.',
  },
  'look-item-twice': {
    status: 409,
    zh: '同一项只能勾一次，重复的有：{itemsZh}。请每项只留一个结果。',
    en: 'Each item is ticked once; these stand twice: {itemsEn}. Keep one result for each.',
  },
  'look-exists': {
    status: 409,
    zh: '这次查看已登记，内容不同，不能改。请另记一次查看。',
    en: 'This look is recorded already with other contents and stands. Record another look.',
  },
})
export const reject = facilitiesErrors.reject
