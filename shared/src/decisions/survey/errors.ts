/** What a survey says no with. */
import { errors } from '@changxin/shared/kernel'

export const surveyErrors = errors({
  'survey-unknown': {
    status: 404,
    zh: '没有这次调查。请回到小区的表决页重新打开。',
    en: 'There is no such survey. Go back to the decisions of the compound and open it again.',
  },
  'survey-days-crossed': {
    status: 409,
    zh: '截止日早于开始日，或早于今天。请改正日期。',
    en: 'The last day is before the first one, or before today. Correct the days.',
  },
  'survey-item-twice': {
    status: 409,
    zh: '“{title}”列了两次。请删掉其中一项。',
    en: '“{title}” is listed twice. Take one of them out.',
  },
  'survey-item-unknown': {
    status: 409,
    zh: '有一项不在这次调查里，或答了两次。请刷新后重新填写。',
    en: 'One item is not in this survey, or was answered twice. Reload and fill it in again.',
  },
  'survey-empty': {
    status: 409,
    zh: '一项也没有选。请至少选一项再提交。',
    en: 'Nothing was chosen. Choose for at least one item, then send it.',
  },
  'survey-not-begun': {
    status: 409,
    zh: '调查 {opensOn} 才开始。请到那天再填。',
    en: 'The survey begins on {opensOn}. Answer from that day on.',
  },
  'survey-ended': {
    status: 409,
    zh: '调查已于 {closesOn} 截止，不能再填。有意见请联系社区。',
    en: 'The survey ended on {closesOn} and takes no more answers. Tell the community if there is something to add.',
  },
  'survey-unit-elsewhere': {
    status: 409,
    zh: '这一户不在本小区。请选本小区的户。',
    en: 'This unit is not of the compound. Choose one of its units.',
  },
})
export const rejectSurvey = surveyErrors.reject
