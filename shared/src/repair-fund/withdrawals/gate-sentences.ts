/** What the steps of a withdrawal say no with, in their legal order; the article where its text was at hand. */
import type { ErrorEntry } from '@changxin/shared/kernel'

export const ARTICLES = {
  commonPart: '住宅专项维修资金管理办法第三条、民法典第二百八十一条',
  warranty: '住宅专项维修资金管理办法第十八条',
  decision: '民法典第二百七十八条第一款第（五）项',
  emergency: '民法典第二百八十一条第二款、住宅专项维修资金管理办法第二十四条',
  apportionment: '住宅专项维修资金管理办法第二十条、第二十一条，民法典第二百八十三条',
  application: '住宅专项维修资金管理办法第二十二条、第二十三条',
  publication: '民法典第二百八十一条第一款、住宅专项维修资金管理办法第三十条',
} as const

export const gateSentences = {
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
} as const satisfies Record<string, ErrorEntry>
