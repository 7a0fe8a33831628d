/** What statements, reconciliation and the official book say no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const closingErrors = errors({
  'closing-day-in-future': {
    status: 409,
    zh: '{day} 晚于今天（{today}）。请改正日期。',
    en: 'The day {day} is after today ({today}). Correct it.',
  },
  'closing-day-too-early': {
    status: 409,
    zh: '{day} 早于 {earliest}，多半是年份写错了。请改正日期。',
    en: 'The day {day} is before {earliest}: most likely a wrong year. Correct it.',
  },
  'reconciliation-outside-month': {
    status: 409,
    zh: '余额日期 {asOf} 不在 {month} 里。请填这个月里的日期，结账要用月末那天的余额。',
    en: 'The day {asOf} is not in {month}. Enter a day of that month; to close it, the balance of its last day is needed.',
  },
  'difference-wrong-way': {
    status: 409,
    zh: '差异金额 {amount} 的方向和原因对不上：银行比账上多填正数，少填负数，不能为 0。请改正金额或原因。',
    en: 'The amount {amount} goes the wrong way for its reason: above zero where the bank has more than our book, below where it has less, never zero. Correct one of them.',
  },
  'difference-unknown': {
    status: 404,
    zh: '没有这条差异。请刷新对账页。',
    en: 'There is no such difference. Open the page again.',
  },
  'difference-not-yet': {
    status: 409,
    zh: '这条差异从 {since} 起才有，不能在 {on} 就销掉。请改正日期。',
    en: 'The difference is there only since {since}, so it cannot be worked off on {on}. Correct the day.',
  },
  'difference-booking-unknown': {
    status: 404,
    zh: '账上没有这一笔。请先记账，再销差异；或者不填凭证，只写说明。',
    en: 'There is no such booking. Record it first, or leave it out and say what was done.',
  },
  'month-not-over': {
    status: 409,
    zh: '{month} 还没过完，{through} 之后才能结账。',
    en: 'The month {month} is not over; it can be closed after {through}.',
  },
  'month-not-reconciled': {
    status: 409,
    zh: '{month} 有一套账还没有和银行对账。请先填月末银行余额。',
    en: 'A book was not reconciled with the bank for {month} yet. Enter the bank balance of the last day first.',
  },
  'reconciled-before-month-end': {
    status: 409,
    zh: '对账用的是 {asOf} 的余额，结账要用 {through} 的。请补填月末余额。',
    en: 'The balance entered is of {asOf}; to close the month, that of {through} is needed.',
  },
  'difference-unexplained': {
    status: 409,
    zh: '银行和账上相差 ¥{difference}，只说明了 ¥{explained}，还差 ¥{left}。请逐笔写清原因，一分不差才能结账。',
    en: 'The bank and our book differ by ¥{difference}, of which ¥{explained} are explained and ¥{left} are not. Say why for each; the month is closed when nothing is left.',
  },
  'closing-needs-second-person': {
    status: 403,
    zh: '对账和登记差异的人不能自己结账。请另一位经办人来结；小区没有第二个人的，请居委会或街道来结。',
    en: 'Whoever reconciled or explained a difference may not close the month. Ask a second person; where there is none, the community or the subdistrict.',
  },
  'official-book-is-ours': {
    status: 409,
    zh: '本小区由业主大会自己管账，这里的账就是正式账，不用再录对方余额。',
    en: 'The owners keep the book themselves: ours is the official one, and there is no other balance to record.',
  },
  'official-balance-older': {
    status: 409,
    zh: '{asOf} 早于已经录入的 {newest}。请录入更新的余额。',
    en: 'The day {asOf} is before {newest}, which was recorded already. Record a newer balance.',
  },
  'official-unit-twice': {
    status: 409,
    zh: '第 {row} 行的房号重复了。请一户只留一行；整张清单都没有记入。',
    en: 'The unit in row {row} is there twice. Keep one row for each; nothing of the list was recorded.',
  },
  'official-balance-unknown': {
    status: 404,
    zh: '没有这次录入的余额，可能已经有更新的。请刷新页面。',
    en: 'There is no such balance, or a newer one has taken its place. Open the page again.',
  },
  'bookkeeper-in-future': {
    status: 409,
    zh: '变更日期 {on} 晚于今天（{today}）。请到那天再登记。',
    en: 'The bookkeeper cannot have changed on {on}, after today ({today}). Record it when it has happened.',
  },
  'bookkeeper-needs-decision': {
    status: 409,
    zh: '改由业主大会自己管账，要有业主共同决定。请选择已经通过并公示的表决。',
    en: 'Owners keep the book themselves only by a decision of theirs. Choose one that was passed and posted.',
  },
  'bookkeeper-decision-not-passed': {
    status: 409,
    zh: '这个表决不是本小区的，或者还没有通过并公示。请选择另一个。',
    en: 'The decision is not of this compound, or was not passed and posted yet. Choose another one.',
  },
  'statement-period-not-over': {
    status: 409,
    zh: '{period} 还没有结束，{until} 之后才能公示这一期报表。',
    en: 'The period {period} is not over; its statement can be posted after {until}.',
  },
  'statement-posted-in-future': {
    status: 409,
    zh: '公示日期 {postedOn} 晚于今天（{today}）。请贴出来以后再登记。',
    en: 'The statement cannot have been posted on {postedOn}, after today ({today}). Record it once it hangs.',
  },
  'statement-posted-too-early': {
    status: 409,
    zh: '公示日期 {postedOn} 不能早于报表期末（{until}）。请改正日期。',
    en: 'The statement of a period that ended on {until} cannot have been posted on {postedOn}. Correct the day.',
  },
})
export const reject = closingErrors.reject
