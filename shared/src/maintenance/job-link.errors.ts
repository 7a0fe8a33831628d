/** What a contractor's job link is refused with: at the desk that gives it, and on the page that it opens. */
import { errors } from '@changxin/shared/kernel'

export const jobLinkErrors = errors({
  'job-link-unknown': {
    status: 404,
    zh: '这张报修单没有这个链接。请刷新页面后再看。',
    en: 'This request has no such link. Reload the page and look again.',
  },
  'job-link-days-out-of-range': {
    status: 409,
    zh: '链接的有效期要在 {earliest} 到 {latest} 之间。请改正日期。',
    en: 'The last day of a link must be from {earliest} to {latest}. Correct the date.',
  },
  'job-link-contractor-unknown': {
    status: 409,
    zh: '本小区没有派过这个外部单位。请重新选择，或填写单位名称。',
    en: 'No such contractor was given work in this compound. Choose again, or write the name of the firm.',
  },
  'job-link-not-held': {
    status: 409,
    zh: '这张单不在这个外部单位手上，不能给链接。请先派给它。',
    en: 'The contractor does not have this request, so there is no link to it. Assign it to them first.',
  },
  'job-link-expired': {
    status: 403,
    zh: '链接在 {expiresOn} 过后已失效。还要处理这张单的话，请向派单的物业重新要一个链接。',
    en: 'The link was good until {expiresOn}. If the work is still to be done, ask whoever gave it to you for a new one.',
  },
  'job-link-withdrawn': {
    status: 403,
    zh: '这张单已收回或改派，不用再处理。如有疑问，请联系派单的物业。',
    en: 'The job was taken back or given to somebody else, and there is nothing left to do. Ask whoever gave you the link.',
  },
  'job-link-replaced': {
    status: 403,
    zh: '派单的物业已经发了新的链接。请打开最近收到的那一个。',
    en: 'A newer link was sent to you. Open the one that came last.',
  },
  'job-link-handed-back': {
    status: 403,
    zh: '这张单已经退回，物业会另外安排。谢谢。',
    en: 'The job was handed back, and somebody else will be found. Thank you.',
  },
  'job-link-over': {
    status: 403,
    zh: '这张单已经结束，不用再处理。谢谢。',
    en: 'The job is over and nothing more is to be done. Thank you.',
  },
})
export const reject = jobLinkErrors.reject
