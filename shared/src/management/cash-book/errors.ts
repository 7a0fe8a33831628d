/** What the cash book says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const cashBookErrors = errors({
  'cash-book-needs-self-governance': {
    status: 409,
    zh: '现金账只给居民自治的小区建。请先登记管理模式。',
    en: 'Only a compound under self-governance has a cash book. Record its mode first.',
  },
  'cash-book-not-opened': {
    status: 409,
    zh: '还没有建账。请先建账，再记收支。',
    en: 'There is no cash book yet. Open it first, then record entries.',
  },
  'cash-not-a-member': {
    status: 409,
    zh: '现金账只由自治小组在任成员记账、签字。请先把本人登记进小组名单。',
    en: 'Only members of the group record and sign. Enter the person in the list of the group first.',
  },
  'cash-second-signature': {
    status: 409,
    zh: '记账人不能给自己签字。请由小组另一位成员核对后签字。',
    en: 'Whoever recorded it cannot sign it. Ask another member of the group to check and sign.',
  },
  'cash-entry-unknown': {
    status: 404,
    zh: '账上没有这一笔。请刷新后再试。',
    en: 'There is no such entry. Reload and try again.',
  },
  'cash-entry-signed': {
    status: 409,
    zh: '这一笔已签字入账，不能再改。记错了请冲正。',
    en: 'This entry is signed and stands. If it is wrong, reverse it.',
  },
  'cash-entry-withdrawn': {
    status: 409,
    zh: '这一笔已撤回，不能签字。请重新记一笔。',
    en: 'This entry was withdrawn and cannot be signed. Record it again.',
  },
  'cash-entry-not-signed': {
    status: 409,
    zh: '这一笔还没签字，不用冲正。请直接撤回。',
    en: 'This entry is not signed yet. Withdraw it instead of reversing it.',
  },
  'cash-entry-reversed': {
    status: 409,
    zh: '这一笔已经冲正（或正等第二人签字）。请看冲正的那一笔。',
    en: 'This entry is reversed already, or its reversal waits for a signature. Look at the reversal.',
  },
  'cash-reversal-stays': {
    status: 409,
    zh: '冲正不能再冲正。请重新记一笔。',
    en: 'A reversal is not reversed. Record the entry again.',
  },
  'cash-in-future': {
    status: 409,
    zh: '收付日期 {paidOn} 晚于今天（{today}）。请填实际收付的那天。',
    en: 'The day {paidOn} is after today ({today}). Enter the day on which money changed hands.',
  },
  'cash-before-opening': {
    status: 409,
    zh: '收付日期 {paidOn} 早于建账日 {openedOn}。以前的余额请记“上期结转”。',
    en: 'The day {paidOn} is before the book was opened on {openedOn}. Record what was there before as carried over.',
  },
  'cash-receipt-missing': {
    status: 409,
    zh: '支出要附收据照片。请拍下收据再记。',
    en: 'What is spent needs a photo of its receipt. Add it.',
  },
  'cash-fees-misplaced': {
    status: 409,
    zh: '只有卫生费和筹款才按户登记。请改类别，或只填总额。',
    en: 'Only cleaning fees and levies are recorded by door. Choose another kind, or give the sum alone.',
  },
  'cash-fees-sum': {
    status: 409,
    zh: '各户合计 {sum} 元，与金额 {amount} 元不一致。请核对。',
    en: 'The doors add up to ¥{sum}, the amount is ¥{amount}. Check them.',
  },
  'cash-door-unknown': {
    status: 409,
    zh: '小区里没有这一户。请从门牌表里选。',
    en: 'The compound has no such door. Choose from the list.',
  },
  'cash-door-paid': {
    status: 409,
    zh: '有 {n} 户 {month} 已经交过（或正等签字）。请去掉这些户。',
    en: '{n} doors have paid for {month} already, or it waits for a signature. Take them out.',
  },
  'cash-not-enough': {
    status: 409,
    zh: '账上只有 {balance} 元，不够支出 {amount} 元。请先给收入签字，或先记“垫付”。',
    en: 'The box holds ¥{balance}, not enough for ¥{amount}. Sign what came in first, or record an advance.',
  },
})
export const reject = cashBookErrors.reject
