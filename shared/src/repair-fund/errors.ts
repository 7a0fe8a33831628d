/** What repair-fund says no with: code, status, sentences. `source` only where the text of an article was at hand. */
import { errors } from '@changxin/shared/kernel'

export const repairFundErrors = errors({
  'fund-not-open': {
    status: 409,
    zh: '本小区还没有建立维修资金。请先建账，再记交存。',
    en: 'The compound has no repair fund yet. Open it first, then record contributions.',
  },
  'fund-own-book-by-owners': {
    status: 409,
    zh: '由业主大会自己管账的，要由业委会、社区或系统管理员建账。请他们办理；资金在主管部门或银行的，请改选管账方。',
    en: 'Where owners keep the book themselves, the committee, the community or an administrator opens it. Ask them; if the authority or a bank keeps it, choose that.',
  },
  'fund-own-book-needs-decision': {
    status: 409,
    zh: '由业主大会自己管账，要有业主共同决定。请选择已经通过并公示的表决；系统里没有的，请上传书面决议并写明日期。',
    en: 'Owners keep the book themselves only by a decision of theirs. Choose one that was passed and posted; where the system has none, add the paper and its day.',
  },
  'fund-own-book-paper-later': {
    status: 409,
    zh: '决议日期 {on} 晚于建账日期 {openedOn}。请核对这两个日期。',
    en: 'The owners decided on {on}, after the fund was opened on {openedOn}. Check both days.',
  },
  'fund-needs-units': {
    status: 409,
    zh: '本小区还没有登记房屋，无法设立分户账。请先登记楼栋和房号。',
    en: 'The compound has no registered units, so there is nobody to open accounts for. Register its buildings and doors first.',
  },
  'opened-in-future': {
    status: 409,
    zh: '建账日期 {openedOn} 晚于今天（{today}）。请改正日期。',
    en: 'The fund cannot have been opened on {openedOn}, after today ({today}). Correct the date.',
  },
  'units-without-account': {
    status: 409,
    zh: '有 {count} 户没有分户账。请先登记这些房屋，再点一次“建账”补设分户账；整张清单都没有记入。',
    en: 'Units without an account: {count}. Register them, then open the fund again to add their accounts. Nothing of the list was recorded.',
  },
  'contribution-empty': {
    status: 409,
    zh: '清单里没有交存。请至少填一户。',
    en: 'The list is empty. Enter at least one unit.',
  },
  'contribution-too-many-rows': {
    status: 409,
    zh: '清单有 {rows} 行，一次最多 {limit} 行。请分成几张清单。',
    en: 'The list has {rows} rows, at most {limit} are taken at once. Split it.',
  },
  'amount-not-positive': {
    status: 409,
    zh: '第 {row} 行的金额必须大于 0，精确到分，且不超过 100 亿元。整张清单都没有记入。',
    en: 'The amount in row {row} must be above zero, in whole fen, and at most 10 billion yuan. Nothing of the list was recorded.',
  },
  'fund-too-large': {
    status: 409,
    zh: '记入后总额将超过 100 亿元，多半是多写了零。请核对金额。',
    en: 'This would take the fund above 10 billion yuan: most likely a zero too many. Check the amounts.',
  },
  'paid-in-future': {
    status: 409,
    zh: '交存日期 {paidOn} 晚于今天（{today}）。请改正日期，钱到账后再记。',
    en: 'The money cannot have been paid on {paidOn}, after today ({today}). Correct the date, or record it once it has arrived.',
  },
  'paid-too-early': {
    status: 409,
    zh: '交存日期 {paidOn} 早于 {earliest}，多半是年份写错了。请改正日期。',
    en: 'The day {paidOn} is before {earliest}: most likely a wrong year. Correct the date.',
  },
  'day-before-booking': {
    status: 409,
    zh: '日期 {day} 早于原来那笔账的日期 {since}。请填实际发生的那天。',
    en: 'The day {day} is before {since}, when the money was booked. Enter the day on which it really happened.',
  },
  'entry-id-taken': {
    status: 409,
    zh: '这个明细编号已经用过。请重新提交。',
    en: 'The entry id is taken. Send the command again.',
  },
  'entry-unknown': {
    status: 404,
    zh: '没有这条明细。请回到对账单重新打开。',
    en: 'There is no such entry. Go back to the statement and open it again.',
  },
  'entry-is-reversal': {
    status: 409,
    zh: '冲正本身不能再冲正。如果冲错了，请把正确的金额重新记一笔交存。',
    en: 'A reversal cannot be reversed. If it was a mistake, record the right amount as a new contribution.',
  },
  'account-would-go-negative': {
    status: 409,
    zh: '该户余额只有 ¥{balance}，冲正 ¥{amount} 后会成负数。分户账不得为负；请先补记漏记的交存。',
    en: 'The account holds ¥{balance}; taking ¥{amount} back would make it negative, which no account may be. Record what is missing first.',
  },
  'period-closed': {
    status: 409,
    zh: '{closedThrough} 及以前的账已经结账封存，不能再记 {day} 的账。请把日期记为 {firstOpenDay} 或以后，并在备注里说明原来的日期。',
    en: 'The books are closed up to {closedThrough}, so nothing can count on {day}. Date it {firstOpenDay} or later and say the original day in the note.',
  },
  'suspense-empty': {
    status: 409,
    zh: '没有要记入待查款的款项。请至少填一笔。',
    en: 'There is nothing to put into suspense. Enter at least one receipt.',
  },
  'suspense-unknown': {
    status: 404,
    zh: '待查款里没有这一笔。请刷新列表。',
    en: 'There is no such receipt in suspense. Open the list again.',
  },
  'suspense-worked-off': {
    status: 409,
    zh: '这笔待查款只剩 ¥{left}，不够 ¥{amount}。可能别人刚处理过，请刷新列表。',
    en: 'Of this receipt only ¥{left} are left in suspense, not ¥{amount}. Somebody may have worked it off just now; open the list again.',
  },
  'suspense-return-needs-paper': {
    status: 409,
    zh: '这笔款是交给一户的，入账前该户的分户账已经关闭，没有凭证不能退出。请附上收款人的凭证（退款回单或收款人签收的收据），再退回。',
    en: 'This money was paid for a unit whose account had closed by then, and does not go back without a paper. Add the payee’s paper (the bank’s slip of the refund, or a receipt signed by the payee), then return it.',
  },
  'suspense-of-other-book': {
    status: 409,
    zh: '这笔待查款和这一户不在同一套账里（商品住宅、已售公有住房分开核算）。请先退回，再按正确的账户记入。',
    en: 'The receipt and the unit stand in different books (commercial and sold public housing are kept apart). Return it and record it in the right one.',
  },
})
export const reject = repairFundErrors.reject
