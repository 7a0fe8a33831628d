/** What small expenses say no with. */
import type { ErrorEntry } from '@changxin/shared/kernel'

export const expenseSentences = {
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
} as const satisfies Record<string, ErrorEntry>
