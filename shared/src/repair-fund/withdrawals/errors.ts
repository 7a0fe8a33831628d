/** What withdrawals and small expenses say no with: code, status, sentences. The steps have their own, with their articles. */
import { errors } from '@changxin/shared/kernel'
import { expenseSentences } from './expense-sentences.ts'
import { ARTICLES, gateSentences } from './gate-sentences.ts'

export { ARTICLES }

export const withdrawalErrors = errors({
  'withdrawal-unknown': {
    status: 404,
    zh: '没有这笔支取。请回到列表重新打开。',
    en: 'There is no such withdrawal. Go back to the list and open it again.',
  },
  'withdrawal-no-plan': {
    status: 409,
    zh: '这笔支取还是草稿。请先填写使用方案。',
    en: 'The withdrawal is still a draft. Write its plan first.',
  },
  'withdrawal-request-unknown': {
    status: 409,
    zh: '本小区没有这条报修。请改选本小区的报修，或不填。',
    en: 'The compound has no such request. Choose one of this compound, or none.',
  },
  'withdrawal-scope-unknown': {
    status: 409,
    zh: '支取范围或分摊约定里有不属于本小区的楼栋、单元或房屋。请重新选择。',
    en: 'A building, entrance or unit of the plan is not in this compound. Choose again.',
  },
  'withdrawal-id-taken': {
    status: 409,
    zh: '这个编号已经用过。请重新提交。',
    en: 'The id is taken. Send the command again.',
  },
  'withdrawal-cancelled': {
    status: 409,
    zh: '这笔支取已经撤销。需要的话请另立一笔。',
    en: 'The withdrawal was called off. Prepare another one if it is still needed.',
  },
  ...gateSentences,
  'withdrawal-asked-already': {
    status: 409,
    zh: '已经有一笔待办的用款（¥{amount}）。请先办完或撤回它。',
    en: 'A payment of ¥{amount} is under way already. Finish it or take it back first.',
  },
  'withdrawal-ask-changed': {
    status: 409,
    zh: '待办的用款已经变了，可能别人刚处理过。请重新打开再看。',
    en: 'What is asked for has changed; somebody may have dealt with it just now. Open it again.',
  },
  'withdrawal-paid-already': {
    status: 409,
    zh: '已经付过款，不能再做这一步。记错了请用冲正。',
    en: 'It has been paid, so this cannot be done any more. A mistake is taken back by a reversal.',
  },
  'withdrawal-counts-on-account': {
    status: 409,
    zh: '“{purpose}”还没有付清，这里的分户账要承担其中一份。请先付清这笔支取；没有付过款的可以撤销，再办理。',
    en: '“{purpose}” is not paid in full and counts on these accounts. Pay it first, or call it off where nothing was paid.',
  },
  'withdrawal-areas-stand': {
    status: 409,
    zh: '已经付过预付款，分摊范围和办法不能再改。只能改预算、施工单位和依据。',
    en: 'An advance has been paid, so scope and sharing stand. Only budget, contractor and ground can change.',
  },
  'withdrawal-advance-too-much': {
    status: 409,
    zh: '预付款最多 ¥{ceiling}。请改小。',
    en: 'At most ¥{ceiling} may be advanced. Ask for less.',
  },
  'withdrawal-advanced-already': {
    status: 409,
    zh: '已经付过一次预付款。剩下的请在验收结算后支付。',
    en: 'An advance has been paid already. The rest is paid once the works are settled.',
  },
  'withdrawal-approver-prepared': {
    status: 403,
    zh: '经办人不能自己复核。请由另一人复核；没有第二人的，由居委会或街道复核。',
    en: 'Who prepared it may not approve it. Somebody else must; where there is nobody, the community or the subdistrict.',
  },
  'withdrawal-approver-too-low': {
    status: 403,
    zh: '¥{amount} 要由{required}复核。请转给他们。',
    en: 'An amount of ¥{amount} must be approved by: {required}. Hand it on.',
  },
  'withdrawal-scope-empty': {
    status: 409,
    zh: '这个范围里没有登记的房屋。请登记房屋，或换一个范围。',
    en: 'No unit is registered in this scope. Register its doors, or choose another scope.',
  },
  'withdrawal-scope-too-large': {
    status: 409,
    zh: '范围内有 {count} 户，一笔最多 {limit} 户。请按楼栋分开办理。',
    en: 'The scope has {count} units, at most {limit} at once. Prepare one for each building.',
  },
  'withdrawal-areas-unknown': {
    status: 409,
    zh: '有 {count} 户没有登记建筑面积（{units}），无法分摊。请先补登面积。',
    en: 'Nothing can be shared: no floor area is on record for {units} ({count} in all). Record it first.',
    source: ARTICLES.apportionment,
  },
  'withdrawal-weights-incomplete': {
    status: 409,
    zh: '约定里缺 {count} 户（{units}）。请把范围内每一户都写进约定。',
    en: 'The agreement lacks {units} ({count} in all). It must name every unit of the scope.',
    source: ARTICLES.apportionment,
  },
  'withdrawal-no-weight': {
    status: 409,
    zh: '分摊权重全是 0，无法分摊。请改正约定。',
    en: 'All weights are zero, so nothing can be shared. Correct the agreement.',
  },
  'withdrawal-day-future': {
    status: 409,
    zh: '日期 {day} 晚于今天（{today}）。请填实际发生的那天。',
    en: 'The day {day} is after today ({today}). Enter the day on which it happened.',
  },
  'withdrawal-paid-before-approval': {
    status: 409,
    zh: '付款日期 {day} 早于复核日期 {earliest}。复核以后才能付款，请核对付款日期。',
    en: 'It was approved on {earliest}, so it cannot have been paid on {day}. Check the day of payment.',
  },
  'withdrawal-accepted-too-early': {
    status: 409,
    zh: '验收日期 {day} 早于 {earliest}（业主决定、共同查验或提交方案的日期）。请核对验收日期。',
    en: 'The works were decided on, or seen to be needed, on {earliest}: they cannot have been accepted on {day}. Check the day.',
  },
  'withdrawal-cover-stands': {
    status: 409,
    zh: '小区共有资金补进各户的钱，有的户已经用掉，不能直接退回。请先冲正那笔补足（由另一人复核），再撤销支取。',
    en: 'An account has spent some of what the compound’s own money made up, so it cannot simply go back. Reverse that cover first (another person approves it), then call the withdrawal off.',
  },
  'withdrawal-nothing-short': {
    status: 409,
    zh: '各户余额都够，不用补足。请直接付款。',
    en: 'Every account holds its share: there is nothing to cover. Pay it.',
  },
  'withdrawal-cover-needs-decision': {
    status: 409,
    zh: '用小区共有资金补足，要有全体业主的决定。请选择对应的决定。',
    en: 'Covering it from what belongs to the whole compound needs a decision of all its owners. Choose it.',
    source: '民法典第二百七十八条、第二百八十二条',
  },
  'withdrawal-pool-short': {
    status: 409,
    zh: '小区共有资金只有 ¥{pool}，不够 ¥{amount}。',
    en: 'What belongs to the whole compound is ¥{pool}, not ¥{amount}. Find another source.',
  },
  ...expenseSentences,
})
export const reject = withdrawalErrors.reject
/** A code of this part, as gates name it. */
export type WithdrawalCode = Parameters<typeof withdrawalErrors.reject>[0]
