/** What the life of an account says no with. */
import { errors } from '@changxin/shared/kernel'

export const fundAccountErrors = errors({
  'account-closed': {
    status: 409,
    zh: '有 {count} 户的分户账已经关闭，不能再记账。请改用现在的房号。',
    en: 'Closed accounts in it: {count}. They take nothing any more; use the doors of today.',
  },
  'account-owes': {
    status: 409,
    zh: '这一户还有 ¥{owed} 欠缴没有补足。请先补足，再办理。',
    en: 'The unit still owes ¥{owed} from a reversal. Have it covered first.',
  },
  'account-not-empty': {
    status: 409,
    zh: '这一户还有 ¥{balance}。请先分户、并户或返还，余额为零后再关闭。',
    en: 'The account still holds ¥{balance}. Divide, join or pay it out first; only an empty one is closed.',
  },
  'rearrange-shape': {
    status: 409,
    zh: '分户要从一户分成两户以上，并户要把两户以上合成一户，房号不能重复。请改正。',
    en: 'A split makes two or more units of one, a merger one of two or more; no unit stands twice. Correct the list.',
  },
  'rearrange-other-book': {
    status: 409,
    zh: '这些户不在同一套账里（商品住宅、已售公有住房分开核算）。请先把新房号划入同一套账。',
    en: 'The units stand in different books (commercial and sold public housing are kept apart). Put the new doors into the same book first.',
  },
  'rearrange-area-missing': {
    status: 409,
    zh: '有 {count} 个新房号没有登记建筑面积，分不准。请先补登面积。',
    en: 'New units without a floor area: {count}. The balance cannot be divided; record their areas first.',
  },
  'loss-building-unknown': {
    status: 409,
    zh: '维修资金里没有这栋楼的账户。请核对楼栋。',
    en: 'The fund has no account in this building. Check which building it is.',
  },
  'loss-entry-unknown': {
    status: 404,
    zh: '没有这笔应付的返还资金。请刷新列表。',
    en: 'There is no such amount owed. Open the list again.',
  },
  'handover-told-late': {
    status: 409,
    zh: '告知买方的日期 {buyerToldOn} 晚于今天（{today}）。请在告知之后再记。',
    en: 'The buyer cannot have been told on {buyerToldOn}, after today ({today}). Record it once it is done.',
  },
  'rearrange-other-building': {
    status: 409,
    zh: '这些户不在同一栋楼里，不能分户、并户。请核对房号。',
    en: 'The units stand in different buildings, so none can come of another. Check which doors are meant.',
  },
  'account-change-unknown': {
    status: 404,
    zh: '没有这条账户变动申请。请刷新待审列表。',
    en: 'There is no such proposed change. Open the list again.',
  },
  'account-change-ended': {
    status: 409,
    zh: '这条账户变动申请已经办结，不能再改。需要时请重新申请。',
    en: 'This proposed change has ended and stays as it is. Propose again if it is still needed.',
  },
  'account-change-waiting': {
    status: 409,
    zh: '这些户（或这栋楼）已有一条账户变动申请在等复核。请先处理那一条。',
    en: 'A change of these accounts is already waiting for approval. Deal with that one first.',
  },
  'account-change-own': {
    status: 409,
    zh: '申请人不能自己复核。请由社区、街道或管理员中的另一人复核。',
    en: 'Whoever proposed a change may not approve it. Ask somebody else of the community, the subdistrict or an administrator.',
  },
  'loss-own': {
    status: 409,
    zh: '批准这次灭失返还的人不能自己登记付款。请由另一人登记。',
    en: 'Whoever approved the loss does not pay it out as well. Ask somebody else to record the payment.',
  },
})
export const reject = fundAccountErrors.reject
