/** What reversals say no with. */
import { errors } from '@changxin/shared/kernel'

export const reversalErrors = errors({
  'reversal-unknown': {
    status: 404,
    zh: '没有这条冲正申请。请刷新待审列表。',
    en: 'There is no such proposal. Open the list again.',
  },
  'reversal-ended': {
    status: 409,
    zh: '这条冲正申请已经办结，不能再改。需要时请重新申请。',
    en: 'This proposal has ended and stays as it is. Propose again if it is still needed.',
  },
  'reversal-waiting': {
    status: 409,
    zh: '这笔账已有一条冲正申请在等复核。请先处理那一条。',
    en: 'A reversal of this is already waiting for approval. Deal with that one first.',
  },
  'reversal-done': {
    status: 409,
    zh: '这笔账已经全部冲正，不用再冲。',
    en: 'This has been reversed in full already; nothing is left to take back.',
  },
  'reversal-own': {
    status: 409,
    zh: '申请冲正的人不能自己复核。请由另一名有权的人复核；小区里没有别人时，请社区或街道复核。',
    en: 'Whoever proposed a reversal may not approve or refuse it. Ask another eligible person; where the compound has none, the community or the subdistrict.',
  },
  'reversal-own-booking': {
    status: 409,
    zh: '这笔账是您自己记的，冲正要由别人复核。请由另一名有权的人复核；小区里没有别人时，请社区或街道复核。',
    en: 'You recorded this booking yourself, so somebody else approves taking it back. Ask another eligible person; where the compound has none, the community or the subdistrict.',
  },
  'reversal-not-yours': {
    status: 409,
    zh: '只有申请人本人可以撤回。不同意的话，请点“不同意”并写明原因。',
    en: 'Only whoever proposed it can withdraw it. If you do not agree, refuse it and say why.',
  },
  'reversal-needs-community': {
    status: 409,
    zh: '按现行规则，¥{amount} 的冲正须由社区或街道复核。请把这条申请交给社区。',
    en: 'By the rule in force a reversal of ¥{amount} is approved by the community or the subdistrict. Leave it to them.',
  },
  'reversal-needs-subdistrict': {
    status: 409,
    zh: '按现行规则，¥{amount} 的冲正须由街道复核。请把这条申请交给街道。',
    en: 'By the rule in force a reversal of ¥{amount} is approved by the subdistrict. Leave it to them.',
  },
  'reversal-of-whole': {
    status: 409,
    zh: '这条明细属于一笔整体记账（分摊、支付等），不能单独冲正。请在“收支流水”里找到整笔，再冲正。',
    en: 'This entry is part of a booking that stands as a whole (a distribution, a payment). Reverse that booking instead, from the list of bookings.',
  },
  'reversal-not-possible': {
    status: 409,
    zh: '这类记账不能冲正：资产调整、分户并户、房屋灭失返还请另记一笔相反的，待查款请用“退回”。',
    en: 'Such a booking is not reversed: move assets, units or money of a lost building with an opposite booking; return a receipt in suspense.',
  },
  'reversal-account-moved': {
    status: 409,
    zh: '这一户的账已随分户或并户关闭，只剩 ¥{left}，不够冲正。请先办相反的并户或分户把钱转回，再冲正。',
    en: 'The account was closed when the unit was divided or joined, and holds only ¥{left}. Take that change back first, so that the money returns; then reverse this.',
  },
  'reversal-account-ended': {
    status: 409,
    zh: '这一户的账已经关闭，只剩 ¥{left}，以后也不会再有进账，不能冲正。钱已返还业主的，请直接向业主收回，并在对账时登记差异。',
    en: 'The account is closed, holds only ¥{left} and gets nothing any more, so this cannot be reversed. Ask the owner for what was paid out, and note the difference when the bank is reconciled.',
  },
  'reversal-pool-spent': {
    status: 409,
    zh: '这笔收入已经分配或用掉，公共部分只剩 ¥{left}，不够冲回 ¥{amount}。请先冲正相应的分配。',
    en: 'This income has been distributed or spent: the pool holds ¥{left}, not ¥{amount}. Reverse the distribution first.',
  },
  'reversal-seller-spent': {
    status: 409,
    zh: '售房单位账户只剩 ¥{left}，不够冲回 ¥{amount}。请先请售房单位补存。',
    en: 'The account of the selling unit holds ¥{left}, not ¥{amount}. Ask the selling unit to pay in first.',
  },
  'reversal-more-than-paid': {
    status: 409,
    zh: '这笔支付最多还能退回 ¥{left}，不能记 ¥{amount}。请核对退回的金额。',
    en: 'Of this payment at most ¥{left} can come back, not ¥{amount}. Check what was returned.',
  },
  'reversal-partly': {
    status: 409,
    zh: '只有支付可以部分退回。其他记账请整笔冲正，再按正确的金额重记。',
    en: 'Only of a payment can a part come back. Reverse anything else as a whole and record the right amount anew.',
  },
  'bank-short': {
    status: 409,
    zh: '银行存款只有 ¥{bank}，不够 ¥{amount}（其余在国债或备用金里）。请先兑付国债或交回备用金，再办理。',
    en: 'The bank account holds ¥{bank}, not ¥{amount}; the rest is in bonds or petty cash. Bring it back to the bank first.',
  },
})
export const reject = reversalErrors.reject
