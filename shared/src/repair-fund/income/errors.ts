/** What income, distribution and assets say no with. */
import { errors } from '@changxin/shared/kernel'

export const incomeErrors = errors({
  'income-costs-too-high': {
    status: 409,
    zh: '成本 ¥{costs} 不低于收入 ¥{gross}，没有净收益可记。请核对；经营亏损不能从维修资金里扣。',
    en: 'The costs of ¥{costs} leave nothing of the ¥{gross} earned. Check the figures: a loss is never charged to the fund.',
  },
  'income-costs-only-common': {
    status: 409,
    zh: '只有公共收益可以扣除成本。其他收入请按实际到账金额记。',
    en: 'Only common income is recorded less its costs. Enter anything else as it arrived.',
  },
  'income-cost-without-file': {
    status: 409,
    zh: '第 {row} 项成本没有凭证。请上传发票或收据的照片，再记。',
    en: 'Cost {row} has no evidence. Upload a picture of the invoice or receipt first.',
    source: '最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释第十四条',
  },
  'income-share-missing': {
    status: 409,
    zh: '公共收益须写明多少比例进入维修资金（1% 至 100%）。请填写比例。',
    en: 'Say what percentage of the common income goes to the fund (1 to 100 %).',
  },
  'income-share-below-rule': {
    status: 409,
    zh: '没有业主决定时，进入维修资金的比例不低于现行规则的 {least}%。请提高比例，或选择相应的业主决定。',
    en: 'Without a decision of the owners at least {least} % goes to the fund, by the rule in force. Raise the share, or choose the decision.',
  },
  'income-pool-wrong': {
    status: 409,
    zh: '只有利息和国债收益记入“待分配累计收益”，其他收入记入“小区共有”。请改选。',
    en: 'Only interest and bond yield stay undistributed; anything else goes to the compound’s own pool. Choose that one.',
  },
  'award-unknown': {
    status: 409,
    zh: '本小区没有这项奖补。请从待到账的奖补里选择。',
    en: 'The compound was granted no such award. Choose one of those that are expected.',
  },
  'award-only-grant': {
    status: 409,
    zh: '只有“以奖代补”可以对应一项奖补。请改选收入类别。',
    en: 'Only a grant pays an award. Choose that kind of income.',
  },
  'award-paid': {
    status: 409,
    zh: '这项奖补已经入账，不能再记一次。如果记错了，请先冲正原来那笔。',
    en: 'This award has been recorded already. If that was a mistake, reverse it first.',
  },
  'award-exceeded': {
    status: 409,
    zh: '这项奖补是 ¥{award}，不能记 ¥{amount}。请按核定金额记；多出来的钱另记一笔收入。',
    en: 'The award is ¥{award}, not ¥{amount}. Record what was granted, and any more as an income of its own.',
  },
  'distribution-key-wrong': {
    status: 409,
    zh: '小区共有的钱按建筑面积、按约定或补足欠缴分配；待分配收益按日均余额或按约定分配。请改选。',
    en: 'The compound’s pool is distributed by floor area, an agreement, or to claims; undistributed gains by daily balance or an agreement. Choose another key.',
  },
  'distribution-needs-agreement': {
    status: 409,
    zh: '按约定分配，要有约定的依据。请选择业主的决定，或上传书面约定；没有约定的，按建筑面积分配。',
    en: 'A split by agreement rests on what was agreed. Choose the owners’ decision or upload the written agreement; without one distribute by floor area.',
    source: '民法典第二百八十三条',
  },
  'distribution-needs-decision': {
    status: 409,
    zh: '用共有的钱补足欠缴，或者不按面积分，要有业主的决定。请选择对应的决定。',
    en: 'Covering claims with everybody’s money, or sharing it otherwise than by floor area, takes a decision of the owners. Choose it.',
  },
  'distribution-more-than-pool': {
    status: 409,
    zh: '只剩 ¥{left} 可以分配，不够 ¥{amount}。请减少金额。',
    en: 'There are ¥{left} to distribute, not ¥{amount}. Enter less.',
  },
  'distribution-areas-missing': {
    status: 409,
    zh: '有 {count} 户没有登记建筑面积，按面积分不准。请先补登面积。',
    en: 'Units without a floor area: {count}. No share by area is right; record their areas first.',
  },
  'distribution-nobody': {
    status: 409,
    zh: '没有可以分到钱的账户。请核对账套、期间和名单。',
    en: 'No account would get anything. Check the book, the period and the list.',
  },
  'distribution-twice': {
    status: 409,
    zh: '名单第 {row} 行的户前面已经写过。请合并成一行。',
    en: 'The unit in row {row} stands further up already. Make one row of it.',
  },
  'distribution-no-claim': {
    status: 409,
    zh: '有一户的欠缴只有 ¥{owed}，不能补 ¥{amount}。请刷新欠缴清单。',
    en: 'A unit owes ¥{owed}, which ¥{amount} would exceed. Open the list of claims again.',
  },
  'interest-period-wrong': {
    status: 409,
    zh: '计息期间的止日不能早于起日，也不能晚于今天（{today}）。请改正。',
    en: 'The period ends before it begins, or after today ({today}). Correct it.',
  },
  'assets-same': {
    status: 409,
    zh: '转出和转入相同，或不是可以办理的方向：国债只能从银行存款购买、兑付回银行存款。请改选。',
    en: 'From and to must differ, and bonds are bought from and redeemed to the bank account. Choose again.',
  },
  'assets-short': {
    status: 409,
    zh: '转出的账户只有 ¥{left}，不够 ¥{amount}。请减少金额。',
    en: 'There are ¥{left} to move, not ¥{amount}. Enter less.',
  },
  'bonds-need-decision': {
    status: 409,
    zh: '购买国债要有业主的决定。请先表决，再选择对应的决定。',
    en: 'Bonds are bought by a decision of the owners. Have it decided, then choose the decision.',
  },
  'bonds-need-term': {
    status: 409,
    zh: '请填写国债的到期日，要晚于购买日。',
    en: 'Enter the day on which the bonds mature, after the day they were bought.',
  },
  'bonds-unknown': {
    status: 409,
    zh: '这个账套里没有这笔未兑付的国债。请从持有的国债里选择。',
    en: 'The book holds no such bonds. Choose those that are paid back from the bonds held.',
  },
  'bonds-short': {
    status: 409,
    zh: '这笔国债还剩 ¥{left}，不能兑付 ¥{amount}。请减少金额；利息另外记收入。',
    en: 'Of these bonds ¥{left} are left, not ¥{amount}. Enter less; their interest is an income of its own.',
  },
  'seller-building-unknown': {
    status: 409,
    zh: '维修资金里没有这栋楼的账户。请先登记楼栋和房屋并补设分户账。',
    en: 'The fund has no account in this building. Register it and its doors, then open their accounts.',
  },
  'seller-exists': {
    status: 409,
    zh: '这栋楼已经有这个售房单位的账户。请直接记交存。',
    en: 'This seller has an account for the building already. Record its deposit there.',
  },
  'sellers-full': {
    status: 409,
    zh: '售房单位账户最多 {limit} 个。请核对是否重复设立。',
    en: 'There are at most {limit} sellers’ accounts. Check for double ones.',
  },
  'seller-unknown': {
    status: 404,
    zh: '没有这个售房单位账户。请刷新列表。',
    en: 'There is no such seller’s account. Open the list again.',
  },
  'classify-has-entries': {
    status: 409,
    zh: '有 {count} 户已经有明细，不能再改账套。商品住宅和已售公有住房分开核算；请去掉这些户，只划还没有明细的。',
    en: 'Accounts that have entries already and stay in their book: {count}. Commercial and sold public housing are kept apart; leave them out and choose only accounts without entries.',
  },
  'decision-not-found': {
    status: 409,
    zh: '本小区没有这项已经通过并公布的决定。请从决定列表里选择。',
    en: 'The compound has no such decision that passed and was posted. Choose one from its decisions.',
  },
})
export const reject = incomeErrors.reject
