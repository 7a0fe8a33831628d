/** What meetings and questions say no with. */
import { errors } from '@changxin/shared/kernel'

export const meetingsErrors = errors({
  'meeting-unknown': {
    status: 404,
    zh: '没有这次联席会议。请回到列表重新打开。',
    en: 'There is no such meeting. Go back to the list and open it again.',
  },
  'meeting-in-future': {
    status: 409,
    zh: '会议日期 {heldOn} 还没到。请在开会之后登记。',
    en: 'The day of the meeting, {heldOn}, has not come yet. Record it once it was held.',
  },
  'meeting-day-before': {
    status: 409,
    zh: '{field} 早于会议日期 {heldOn}。请改正日期。',
    en: '{field} is before the day of the meeting, {heldOn}. Correct the day.',
  },
  'point-unknown': {
    status: 404,
    zh: '这次会议没有这件事项。请刷新后重新选择。',
    en: 'The meeting has no such point. Reload the page and choose again.',
  },
  'point-without-day': {
    status: 409,
    zh: '这件事项没有定期限，不需要销项。',
    en: 'This point was only taken note of and has no day, so there is nothing to finish.',
  },
  'point-done-already': {
    status: 409,
    zh: '这件事项已于 {doneOn} 办结。',
    en: 'This point was finished on {doneOn} already.',
  },
  'point-day-past': {
    status: 409,
    zh: '新的期限要在今天 {today} 或以后。',
    en: 'The new day must be today, {today}, or later.',
  },
  'point-done-in-future': {
    status: 409,
    zh: '办结日期不能晚于今天 {today}。',
    en: 'It cannot be finished after today, {today}.',
  },
  'question-unknown': {
    status: 404,
    zh: '没有这个提问。请回到列表重新打开。',
    en: 'There is no such question. Go back to the list and open it again.',
  },
  'question-closed': {
    status: 409,
    zh: '这个提问{statusZh}，不能这样做。请刷新后看看。',
    en: 'The question is {statusEn}, so this is not possible. Reload it and see.',
  },
  'question-nobody-answers': {
    status: 409,
    zh: '这个小区暂无管理主体，没有人可以答复。请向社区反映，或在报事报修里提出。',
    en: 'Nobody manages this compound at present, so nobody could answer. Turn to the community, or report it as a request.',
  },
})
export const reject = meetingsErrors.reject
