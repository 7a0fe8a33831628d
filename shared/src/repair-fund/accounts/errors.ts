/** What the life of an account says no with. */
import { errors } from '@changxin/shared/kernel'

export const fundAccountErrors = errors({
  'account-closed': {
    status: 409,
    zh: '有 {count} 户的分户账已经关闭（{units}），不能再记账。请改用现在的房号。',
    en: 'The accounts of {count} units are closed ({units}) and take nothing any more. Use the doors of today.',
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
    zh: '有 {count} 个新房号没有登记建筑面积（{units}），分不准。请先补登面积。',
    en: '{count} of the new units have no floor area ({units}), so the balance cannot be divided. Record their areas first.',
  },
  'loss-building-unknown': {
    status: 409,
    zh: '维修资金里没有这栋楼的账户。请核对楼栋。',
    en: 'The fund has no account in this building. Check which building it is.',
  },
  'loss-entry-unknown': {
    status: 404,
    zh: '没有这笔应付的返还资金（{lossEntryId}）。请刷新列表。',
    en: 'Nothing is owed under {lossEntryId}. Open the list again.',
  },
  'handover-told-late': {
    status: 409,
    zh: '告知买方的日期 {buyerToldOn} 晚于今天（{today}）。请在告知之后再记。',
    en: 'The buyer cannot have been told on {buyerToldOn}, after today ({today}). Record it once it is done.',
  },
})
export const reject = fundAccountErrors.reject
