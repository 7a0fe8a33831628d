/** What blocks say no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const blocksErrors = errors({
  'block-unknown': {
    status: 409,
    zh: '没有这个街区（片区）。请先建街区，或从列表里另选。',
    en: 'There is no such block. Form it first, or choose another from the list.',
  },
  'block-formed-in-future': {
    status: 409,
    zh: '成立日期 {formedOn} 晚于今天（{today}）。请填实际成立的那天。',
    en: 'The day {formedOn} is after today ({today}). Enter the day on which the block was formed.',
  },
  'block-manager-overlaps': {
    status: 409,
    zh: '现在的管理单位自 {lastSince} 起。新的要晚于这一天开始，请改起始日。',
    en: 'The present manager began on {lastSince}. A new one must begin after that day; choose a later first day.',
  },
  'block-too-far-ahead': {
    status: 409,
    zh: '起始日 {since} 太远，最多可提前 {limitDays} 天登记（到 {latest}）。',
    en: 'The first day {since} is too far ahead. At most {limitDays} days ahead, until {latest}, can be recorded.',
  },
  'block-elsewhere': {
    status: 409,
    zh: '这个小区不在街区所属的区划里。请换一个街区，或核对小区的区划。',
    en: 'The compound does not lie in the region of this block. Choose another block, or check where the compound lies.',
  },
  'block-building-unknown': {
    status: 409,
    zh: '小区里没有这栋楼。请从楼栋表里选。',
    en: 'The compound has no such building. Choose one from its list.',
  },
  'block-member-twice': {
    status: 409,
    zh: '这个小区（楼栋）当时已在一个街区里。请先登记退出，再加入新的街区。',
    en: 'The compound or building is in a block at that time already. Record that it left, then let it join.',
  },
  'block-member-unknown': {
    status: 404,
    zh: '街区里没有这个成员。请刷新后再试。',
    en: 'There is no such member of the block. Reload and try again.',
  },
  'block-member-left': {
    status: 409,
    zh: '已登记在 {until} 退出，不能再改。请看成员记录。',
    en: 'It left on {until} already, and that stands. Look at the record of members.',
  },
  'block-left-before-joined': {
    status: 409,
    zh: '退出日期 {until} 早于加入日期 {since}。请核对日期。',
    en: 'It cannot leave on {until}, before it joined on {since}. Check the day.',
  },
})
export const reject = blocksErrors.reject
