/** What collections say no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

const ART_283 = '民法典第二百八十三条'

export const collectionErrors = errors({
  'collection-unknown': {
    status: 404,
    zh: '没有这笔筹资或分摊。请回到列表重新打开。',
    en: 'There is no such collection. Go back to the list and open it again.',
  },
  'collection-no-doors': {
    status: 409,
    zh: '这个范围里没有已登记的房屋。请先登记房屋，或换一个范围。',
    en: 'No unit is registered in this scope. Register its doors first, or choose another scope.',
  },
  'collection-too-many-doors': {
    status: 409,
    zh: '范围内有 {count} 户，一次最多 {limit} 户。请按楼栋分开发起。',
    en: 'The scope has {count} doors, at most {limit} at once. Open one for each building.',
  },
  'collection-too-large': {
    status: 409,
    zh: '总额超过 100 亿元，多半是多写了零。请核对金额。',
    en: 'The total is above 10 billion yuan: most likely a zero too many. Check the amount.',
  },
  'collection-nothing-due': {
    status: 409,
    zh: '分下来每户都是 0 元。请把金额写大一些，或改按户分摊。',
    en: 'Every share comes out as ¥0. Give a larger amount, or share by door.',
  },
  'collection-area-unknown': {
    status: 409,
    zh: '有 {count} 户没有登记建筑面积（{doors}），无法按面积分摊。请补登面积，或改为按户均摊。',
    en: 'Nothing can be shared by area: no floor area is on record for {doors} ({count} in all). Record the areas, or share equally.',
  },
  'collection-area-needed': {
    status: 409,
    zh: '业主决定按每平方米筹集，还有 {count} 户没有登记建筑面积（{doors}）。请先补登面积，再确认。',
    en: 'The owners decided on an amount per square metre, and no floor area is on record for {doors} ({count} in all). Record the areas, then confirm.',
  },
  'collection-equal-needs-agreement': {
    status: 409,
    zh: '没有约定时，按专有部分面积所占比例分摊。要按户均摊，请先附上业主的约定。',
    en: 'Without an agreement costs are shared by floor area. To share equally, add the agreement of the owners.',
    source: ART_283,
  },
  'collection-agreement-missing': {
    status: 409,
    zh: '逐户另定金额，要有业主的约定和文件。请附上约定，或改按面积分摊。',
    en: 'Amounts set door by door rest on an agreement with its paper. Add it, or share by floor area.',
    source: ART_283,
  },
  'collection-door-outside': {
    status: 409,
    zh: '清单第 {row} 行的房屋不在范围内，或重复。请改正清单。',
    en: 'Row {row} names a door outside the scope, or names one twice. Correct the list.',
  },
  'collection-cost-missing': {
    status: 409,
    zh: '据实分摊要先有费用和票据。请填费用并附票据；还没花的钱请发起筹资。',
    en: 'A cost share needs the cost and its receipts. Add them; for money not yet spent open a collection.',
  },
  'collection-cost-misplaced': {
    status: 409,
    zh: '费用已经发生的，请发起据实分摊；筹资不填已发生费用。',
    en: 'For a cost that has arisen open a cost share; a collection has none.',
  },
  'collection-request-unknown': {
    status: 409,
    zh: '本小区没有这条报修。请改选本小区的报修，或不填。',
    en: 'The compound has no such request. Choose one of this compound, or none.',
  },
  'collection-over-cost': {
    status: 409,
    zh: '分摊总额 ¥{total} 超过实际费用 ¥{cost}。请按实际费用分摊。',
    en: 'The shares come to ¥{total}, the cost was ¥{cost}. Share no more than the cost.',
  },
  'collection-ground-missing': {
    status: 409,
    zh: '费用还没发生的筹资要有依据：业主决定、业主约定或应急情况。请补充依据。',
    en: 'Money collected before a cost needs a ground: a decision, an agreement or an emergency. Add it.',
  },
  'collection-fund-open': {
    status: 409,
    zh: '本小区已建立维修资金。请在维修资金里登记补建或续交，不再另行筹资。',
    en: 'The compound has a repair fund. Record a build-up or top-up there instead of a collection.',
  },
  'collection-due-past': {
    status: 409,
    zh: '截止日期 {dueOn} 早于今天（{today}）。请改成今天或以后。',
    en: 'The due day {dueOn} is before today ({today}). Choose today or later.',
  },
  'collection-day-future': {
    status: 409,
    zh: '日期 {day} 晚于今天（{today}）。请填实际收付的那天。',
    en: 'The day {day} is after today ({today}). Enter the day on which money changed hands.',
  },
  'collection-draft': {
    status: 409,
    zh: '这笔筹资还是草稿。请先确认分摊，再收款或开支。',
    en: 'This is a draft. Confirm the shares first, then record money.',
  },
  'collection-not-draft': {
    status: 409,
    zh: '分摊已经确认过，或这笔已撤销。请刷新查看。',
    en: 'The shares are confirmed already, or it was cancelled. Reload to see.',
  },
  'collection-ended': {
    status: 409,
    zh: '这笔已经结清或撤销，不能再记。请另外发起。',
    en: 'It is closed or cancelled, nothing can be recorded any more. Open another one.',
  },
  'collection-has-money': {
    status: 409,
    zh: '已经收过钱或有待审的记录，不能撤销。请先冲正或退款，再结清。',
    en: 'Money was recorded, or something waits for a signature, so it cannot be cancelled. Reverse or give back, then close it.',
  },
  'collection-door-unknown': {
    status: 409,
    zh: '第 {row} 行的房屋不在这次分摊里。请核对门牌。',
    en: 'The door in row {row} has no share here. Check it.',
  },
  'collection-over-paid': {
    status: 409,
    zh: '第 {row} 行应交 ¥{due}，已交 ¥{paid}，这笔会多交 ¥{over}。请核对金额；确实多交的，请勾选“多交部分待退”。',
    en: 'The door in row {row} owes ¥{due} and has paid ¥{paid}: this would be ¥{over} too much. Check the amount, or tick that the surplus is kept to be given back.',
  },
  'collection-not-enough': {
    status: 409,
    zh: '只剩 ¥{left}，不够支出 ¥{amount}。支出不得超过已收的钱；请先收款。',
    en: 'Only ¥{left} is left, not enough for ¥{amount}. No more is spent than was collected: record payments first.',
  },
  'collection-spending-unknown': {
    status: 404,
    zh: '没有这笔支出。请刷新后再试。',
    en: 'There is no such spending. Reload and try again.',
  },
  'collection-spending-signed': {
    status: 409,
    zh: '这笔支出已签字，不能撤回。记错了请冲正。',
    en: 'This spending is signed. If it is wrong, reverse it.',
  },
  'collection-spending-withdrawn': {
    status: 409,
    zh: '这笔支出已撤回。请重新登记。',
    en: 'This spending was withdrawn. Record it again.',
  },
  'collection-second-person': {
    status: 409,
    zh: '经手人不能审自己的账。请由另一位有权限的人签字；本小区没有第二人时，由社区工作人员签字。',
    en: 'Nobody approves their own entry. Ask another person who may; where there is none, the clerk of the community signs.',
  },
  'collection-entry-unknown': {
    status: 404,
    zh: '账上没有这一笔。请刷新后再试。',
    en: 'There is no such entry. Reload and try again.',
  },
  'collection-entry-not-counted': {
    status: 409,
    zh: '这一笔还没入账或已撤回，不用冲正。',
    en: 'This entry does not count: it is not signed, or was withdrawn. There is nothing to reverse.',
  },
  'collection-entry-reversed': {
    status: 409,
    zh: '这一笔已经冲正，或正在等第二人审核。请刷新查看。',
    en: 'This entry is reversed already, or its reversal waits for a second person. Reload to see.',
  },
  'collection-reversal-unknown': {
    status: 404,
    zh: '没有这个待审的冲正。请刷新后再试。',
    en: 'No such reversal is waiting. Reload and try again.',
  },
  'collection-reversal-spent': {
    status: 409,
    zh: '这笔钱已经花掉或退掉了，现在只剩 ¥{left}，冲正 ¥{amount} 账会变成负数。请先补记漏记的收款，或冲正多记的支出。',
    en: 'This money is spent or given back: ¥{left} is left, and taking ¥{amount} back would leave less than nothing. Record what is missing, or reverse a spending first.',
  },
  'collection-nothing-left': {
    status: 409,
    zh: '账上没有结余，不用退款。请直接结清。',
    en: 'Nothing is left to give back. Close it instead.',
  },
  'collection-give-back-waits': {
    status: 409,
    zh: '已有一份退款方案等第二人签字。请先签字或撤回。',
    en: 'A plan for giving back waits for a signature. Sign or withdraw it first.',
  },
  'collection-give-back-unknown': {
    status: 404,
    zh: '没有这份退款方案。请刷新后再试。',
    en: 'There is no such plan. Reload and try again.',
  },
  'collection-give-back-stale': {
    status: 409,
    zh: '方案做好以后账上又有了变化，各户应退的钱不同了。请撤回，重新做方案。',
    en: 'The book has changed since the plan was made, and the shares are different now. Withdraw it and make a new one.',
  },
  'collection-fund-missing': {
    status: 409,
    zh: '本小区还没有维修资金，无处结转。请先建账，或把结余退给各户。',
    en: 'The compound has no repair fund to carry it over to. Open one, or give the rest back.',
  },
  'collection-doors-without-account': {
    status: 409,
    zh: '有 {count} 户在维修资金里没有在用的账户（{doors}），钱结转不进去。请先给这些户开户，或把结余退给各户。',
    en: 'Doors without an open account in the fund: {doors} ({count} in all). Their part could not be booked. Open accounts for them, or give the rest back.',
  },
  'collection-waiting': {
    status: 409,
    zh: '还有 {count} 项等第二人签字。请先签字或撤回。',
    en: '{count} matters wait for a second person. Sign or withdraw them first.',
  },
  'collection-money-left': {
    status: 409,
    zh: '还剩 ¥{left} 没有着落。请先支出、退还各户或结转维修资金，再结清。',
    en: '¥{left} is left over. Spend it, give it back or carry it over to the fund, then close.',
  },
  'collection-doors-unpaid': {
    status: 409,
    zh: '还有 {count} 户没有交齐。请写明原因再结清。',
    en: 'Doors that have not paid in full: {count}. Say why it is closed all the same.',
  },
})
export const reject = collectionErrors.reject
