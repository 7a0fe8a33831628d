/** What external decisions say no with. */
import { errors } from '@changxin/shared/kernel'

export const externalErrors = errors({
  'external-over-electorate': {
    status: 409,
    zh: '第 {item} 项：参与表决的 {value} 多于有表决权的 {limit}。请对照计票单改正。',
    en: 'Item {item}: {value} took part, more than the {limit} who may vote. Correct it by the count sheet.',
  },
  'external-over-participating': {
    status: 409,
    zh: '第 {item} 项：{value} 多于参与表决的 {limit}。请对照计票单改正。',
    en: 'Item {item}: {value} is more than the {limit} that took part. Correct it by the count sheet.',
  },
  'external-sum-differs': {
    status: 409,
    zh: '第 {item} 项：同意、反对、弃权合计 {value}，与参与表决的 {limit} 对不上。请对照计票单改正。',
    en: 'Item {item}: yes, no and abstained come to {value}, and {limit} took part. Correct it by the count sheet.',
  },
  'external-area-of-nobody': {
    status: 409,
    zh: '第 {item} 项：有面积 {value}，人数却是 0。请补上人数。',
    en: 'Item {item}: there is a floor area of {value} and no head. Give the heads.',
  },
  'external-nobody': {
    status: 409,
    zh: '第 {item} 项：有表决权的人数是 0。请填写全体业主人数。',
    en: 'Item {item}: nobody may vote. Give the heads of all who may.',
  },
  'external-electorate-differs': {
    status: 409,
    zh: '第 {item} 项：全体业主的面积和人数与第 1 项不同。同一次表决的业主范围相同，请改正；范围不同的请分开登记。',
    en: 'Item {item}: those who may vote differ from item 1. One decision has one electorate: correct it, or record the other apart.',
  },
  'external-counts-missing': {
    status: 409,
    zh: '每一项都要有计票结果，而且只有一个。请补齐。',
    en: 'Each item needs its figures, once. Complete them.',
  },
  'external-outcome-differs': {
    status: 409,
    zh: '第 {item} 项：按这些数字和 {day} 适用的规则，结果是“{outcomeZh}”，与材料上写的相反。请核对数字；材料有误的不能登记。',
    en: 'Item {item}: by these figures and the rule of {day} it is “{outcomeEn}”, the opposite of what the papers say. Check the figures; papers that are wrong cannot be recorded.',
    source: '民法典第二百七十八条',
  },
  'external-day-ahead': {
    status: 409,
    zh: '表决日期 {decidedOn} 还没有到（今天 {today}）。请改正日期。',
    en: 'The decision was taken on {decidedOn}, and today is {today}. Correct the date.',
  },
  'external-no-rule': {
    status: 409,
    zh: '{day} 没有适用的表决规则。请先由管理员登记当时施行的规则，再登记这次表决。',
    en: 'No voting rule was in force on {day}. Have an administrator adopt the rule of that time first.',
  },
  'external-platform-missing': {
    status: 409,
    zh: '请写明是在哪个平台表决的。',
    en: 'Say on which platform it was taken.',
  },
  'external-recorded-already': {
    status: 409,
    zh: '这份材料已经登记过（{title}）。请打开那一条核对，不要重复登记。',
    en: 'These papers were recorded already ({title}). Open that one and check it; do not record it twice.',
  },
  'external-place-unknown': {
    status: 409,
    zh: '本小区没有这栋楼、这个单元或这一户。请重新选择业主范围。',
    en: 'The compound has no such building, entrance or unit. Choose the scope again.',
  },
  'external-effect-unknown': {
    status: 409,
    zh: '第 {item} 项所指的人、管理单位或报修单没有登记，或不在本小区。请先登记，再选择。',
    en: 'Item {item}: the person, operator or request that it names is not registered, or not in this compound. Register it first, then choose again.',
  },
  'external-unknown': {
    status: 404,
    zh: '没有这条外部表决记录。请回到列表重新打开。',
    en: 'There is no such external decision. Go back to the list and open it again.',
  },
  'external-check-own': {
    status: 409,
    zh: '登记和核对不能是同一个人。请另一个人对照原件核对。',
    en: 'Whoever recorded it does not check it. Let somebody else check it against the papers.',
  },
  'external-checked-already': {
    status: 409,
    zh: '这条记录已由他人核对，结论不能再改。核对为不符的，请重新登记。',
    en: 'It was checked already, and that stays. If it was found to differ, record it anew.',
  },
  'external-note-missing': {
    status: 409,
    zh: '请写明哪里不符。',
    en: 'Say what differs.',
  },
})
export const reject = externalErrors.reject
