/** What withdrawals say no with: code, status, sentences; the article where its text was at hand. */
import { errors } from '@changxin/shared/kernel'

export const ARTICLES = {
  commonPart: '住宅专项维修资金管理办法第三条、民法典第二百八十一条',
  warranty: '住宅专项维修资金管理办法第十八条',
  decision: '民法典第二百七十八条第一款第（五）项',
  emergency: '民法典第二百八十一条第二款、住宅专项维修资金管理办法第二十四条',
  apportionment: '住宅专项维修资金管理办法第二十条、第二十一条，民法典第二百八十三条',
  application: '住宅专项维修资金管理办法第二十二条、第二十三条',
  publication: '民法典第二百八十一条第一款、住宅专项维修资金管理办法第三十条',
} as const

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
  // The steps, in their order.
  'withdrawal-part-missing': {
    status: 409,
    zh: '还没有写明用在哪个共用部位。请选择登记的部位，或对照第三条选一项。',
    en: 'It is not said which common part it is for. Choose the registered part, or what art. 3 calls it.',
    source: ARTICLES.commonPart,
  },
  'withdrawal-not-common-part': {
    status: 409,
    zh: '这不是共用部位或共用设施设备，不能动用维修资金。请由业主自行维修，或改正所选部位。',
    en: 'This is no common part or facility, so the fund cannot pay for it. The owner repairs it, or correct the part.',
    source: ARTICLES.commonPart,
  },
  'withdrawal-inside-warranty': {
    status: 409,
    zh: '保修到 {until} 才满。请先找施工单位保修，期满后再申请。',
    en: 'The warranty runs until {until}. Claim it from the builder; the fund pays only afterwards.',
    source: ARTICLES.warranty,
  },
  'withdrawal-warranty-unknown': {
    status: 409,
    zh: '不知道保修是否期满。请登记该部位的验收日期，或在方案里说明依据并附材料。',
    en: 'It is not known whether the warranty is over. Register the day of acceptance, or say in the plan how it is known, with a paper.',
    source: ARTICLES.warranty,
  },
  'withdrawal-excluded': {
    status: 409,
    zh: '属于不得从维修资金列支的情形（{exclusion}）。请向应当承担的单位或个人追偿。',
    en: 'The fund never pays for this ({exclusion}). Claim it from whoever must bear it.',
    source: '住宅专项维修资金管理办法第二十五条',
  },
  'withdrawal-decision-missing': {
    status: 409,
    zh: '还没有业主共同决定。请先表决，通过并公布后再选用该决定；危及安全的，改走应急程序。',
    en: 'There is no decision of the owners yet. Hold the vote and name the decision once its result is posted; in danger, take the emergency path.',
    source: ARTICLES.decision,
  },
  'withdrawal-authorisation-unknown': {
    status: 409,
    zh: '这项决定没有同意使用维修资金，或还没有公布结果。请选用已公布的决定。',
    en: 'That decision did not agree to a use of the fund, or its result is not posted. Choose one that is.',
    source: ARTICLES.decision,
  },
  'withdrawal-authorisation-annulled': {
    status: 409,
    zh: '所依据的业主决定已被撤销。请重新表决。',
    en: 'The decision it rests on was set aside. The owners have to decide anew.',
    source: ARTICLES.decision,
  },
  'withdrawal-authorisation-used': {
    status: 409,
    zh: '这项决定已经用于另一笔支取。一项决定只能用一次，请选用别的决定。',
    en: 'Another withdrawal rests on that decision already. One decision serves one withdrawal; choose another.',
    source: ARTICLES.decision,
  },
  'withdrawal-scope-differs': {
    status: 409,
    zh: '分摊范围与业主决定的范围不一致。请按决定的范围填写。',
    en: 'The scope differs from the one that the owners decided on. Use the scope of the decision.',
    source: ARTICLES.decision,
  },
  'withdrawal-emergency-missing': {
    status: 409,
    zh: '应急使用要有现场共同查验的记录。请填写情形、查验日期、参加方并附照片。',
    en: 'An emergency needs the record of a joint look on site. Add its kind, the day, who was there, and photos.',
  },
  'withdrawal-emergency-not-listed': {
    status: 409,
    zh: '这种情形不在现行规则列出的应急情形里。请走业主表决。',
    en: 'The rule in force does not list this as an emergency. Hold a vote.',
  },
  'withdrawal-emergency-parties': {
    status: 409,
    zh: '共同查验要有物业（管理人），还要有业主、业委会或居委会一方参加。请补齐参加方；小区自管或没有物业的，请先登记管理方式。',
    en: 'The manager and one of owners, committee or community must have looked together. Add who is missing; where nobody is employed to manage, record the mode of the compound first.',
  },
  'withdrawal-emergency-two': {
    status: 409,
    zh: '本小区没有物业（管理人），共同查验要有业主、业委会、居委会中的至少两方参加。请补齐参加方。',
    en: 'The compound has no manager, so two of owners, committee and community must have looked together. Add who is missing.',
  },
  'withdrawal-contractor-missing': {
    status: 409,
    zh: '还没有写明施工单位。请填写单位名称。',
    en: 'The contractor is not named. Enter the firm.',
  },
  'withdrawal-contractor-differs': {
    status: 409,
    zh: '业主决定的施工单位是“{contractor}”。换单位要重新表决。',
    en: 'The owners decided on “{contractor}”. Another contractor needs another vote.',
    source: ARTICLES.decision,
  },
  'withdrawal-over-authorised': {
    status: 409,
    zh: '预算 ¥{budget} 超过业主同意的 ¥{authorised}。请改小，或重新表决。',
    en: 'The budget of ¥{budget} is above the ¥{authorised} that the owners agreed to. Lower it, or hold another vote.',
    source: ARTICLES.decision,
  },
  'withdrawal-not-submitted': {
    status: 409,
    zh: '方案还没有提交。请先提交，再公示分摊。',
    en: 'The plan is not submitted yet. Submit it, then post the shares.',
  },
  'withdrawal-not-posted': {
    status: 409,
    zh: '分摊还没有公示。请先公示每户分摊。',
    en: 'The shares are not posted yet. Post them first.',
    source: ARTICLES.apportionment,
  },
  'withdrawal-posting-runs': {
    status: 409,
    zh: '分摊公示到 {until} 才满。请等公示期满。',
    en: 'The shares are posted until {until}. Wait until then.',
  },
  'withdrawal-not-accepted': {
    status: 409,
    zh: '工程还没有验收结算。请先验收，填写结算金额并附材料。',
    en: 'The works are not accepted and settled yet. Accept them and enter what they cost, with the papers.',
  },
  'withdrawal-over-budget': {
    status: 409,
    zh: '结算 ¥{settled} 超过预算和允许的浮动（最多 ¥{allowed}）。请重新履行决定程序，改方案后再结算。',
    en: 'The settlement of ¥{settled} is above budget and tolerance (¥{allowed} at most). It needs a new approval: change the plan, then settle.',
  },
  'withdrawal-not-approved': {
    status: 409,
    zh: '还没有复核。请由经办人以外、有权的人（{required}）复核。',
    en: 'Nobody has approved it yet. Somebody else than who prepared it must, with the standing of: {required}.',
  },
  'withdrawal-nothing-asked': {
    status: 409,
    zh: '没有待办的用款。请先申请预付款，或验收结算。',
    en: 'Nothing is asked for. Ask for an advance, or settle the works.',
  },
  'withdrawal-application-open': {
    status: 409,
    zh: '用款申请还没有核准（专户由银行或主管部门管理）。请用印、提交并登记核准结果。',
    en: 'The bank or the authority that keeps the book has not approved it. Stamp and hand in the application, and record the answer.',
    source: ARTICLES.application,
  },
  'withdrawal-application-own-book': {
    status: 409,
    zh: '本小区的账由业主自己管理，不用向银行或主管部门申请。请直接付款。',
    en: 'The owners keep the book themselves: no application is needed. Pay it.',
  },
  'withdrawal-application-order': {
    status: 409,
    zh: '申请现在的状态不能做这一步。请先复核，再按用印、提交、退件或核准的顺序登记。',
    en: 'The application is not at that step. Approval comes first, then stamped, submitted, returned or approved.',
  },
  'withdrawal-short': {
    status: 409,
    zh: '有 {units} 户余额不够，共差 ¥{short}。不能动用别户的钱：请等续交，或用小区共有资金补足后再付。',
    en: '{units} accounts lack ¥{short} in all, and no neighbour pays for them. Wait for their top-up, or cover it from what belongs to the whole compound.',
  },
  'withdrawal-cash-short': {
    status: 409,
    zh: '账上可用现金只有 ¥{cash}，不够 ¥{amount}。请先兑付国债或补足备用金。',
    en: 'Only ¥{cash} of cash is there, not ¥{amount}. Redeem bonds or refill petty cash first.',
  },
  'withdrawal-not-published': {
    status: 409,
    zh: '结果还没有公示。请在 {by} 前公示费用、分摊和凭证。',
    en: 'The result is not posted yet. Post cost, shares and proof by {by}.',
    source: ARTICLES.publication,
  },
  'withdrawal-not-paid': {
    status: 409,
    zh: '还没有付清。付款以后再公示结果。',
    en: 'It is not paid in full yet. Post the result afterwards.',
  },
  // What a step says no to by itself.
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
    zh: '小区共有资金补进各户的钱还没有退回。请先冲正那笔补足，再撤销支取。',
    en: 'What the compound’s own money made up is still with single accounts. Reverse that cover first, then call the withdrawal off.',
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
  'small-expense-unknown': {
    status: 404,
    zh: '没有这笔小额支出。请刷新列表。',
    en: 'There is no such small expense. Open the list again.',
  },
  'small-expense-over-limit': {
    status: 409,
    zh: '¥{amount} 超过小额支出的上限 ¥{limit}。请按支取程序办理。',
    en: '¥{amount} is above the limit of ¥{limit} for small expenses. Prepare a withdrawal.',
  },
  'small-expense-over-month': {
    status: 409,
    zh: '{month} 的小额支出已有 ¥{spent}，再加 ¥{amount} 就超过当月上限 ¥{limit}。请按支取程序办理。',
    en: 'Small expenses of {month} come to ¥{spent}; with ¥{amount} more they pass the month’s limit of ¥{limit}. Prepare a withdrawal.',
  },
  'small-expense-own-signature': {
    status: 403,
    zh: '记账人不能自己签字。请由另一人签字。',
    en: 'Who recorded it cannot sign it. Somebody else must.',
  },
  'small-expense-closed': {
    status: 409,
    zh: '这笔小额支出已经签字付款或已撤回，不能再改。记错了请用冲正。',
    en: 'The small expense is signed and paid, or was taken back. A mistake is taken back by a reversal.',
  },
  'small-expense-none': {
    status: 409,
    zh: '{month} 没有已签字的小额支出，不用公示。',
    en: 'No small expense of {month} is signed, so there is nothing to post.',
  },
})
export const reject = withdrawalErrors.reject
/** A code of this part, as gates name it. */
export type WithdrawalCode = Parameters<typeof withdrawalErrors.reject>[0]
