/** What tickets and supervision orders say no with. */
import { errors } from '@changxin/shared/kernel'

export const ticketErrors = errors({
  'ticket-unknown': {
    status: 404,
    zh: '没有这张工单。请回到工单列表重新打开。',
    en: 'There is no such ticket. Go back to the list of tickets and open it again.',
  },
  'ticket-wrong-status': {
    status: 409,
    zh: '这张工单{statusZh}，不能这样做。请刷新后看看现在可以做什么。',
    en: 'The ticket is {statusEn}, so this is not possible. Reload it and see what can be done now.',
  },
  'ticket-known': {
    status: 409,
    zh: '这个来源已有编号 {officialNumber} 的工单。请打开那一张，不要重复登记。',
    en: 'There is a ticket {officialNumber} of this source already. Open that one instead of entering it again.',
  },
  'ticket-deadline-before-receipt': {
    status: 409,
    zh: '办理期限要晚于收到时间。请改正其中一个。',
    en: 'The deadline must be after the time of receipt. Correct one of them.',
  },
  'ticket-linked-elsewhere': {
    status: 409,
    zh: '工单已关联报修单，小区由报修单决定。请改为关联另一张报修单。',
    en: 'The ticket is linked to a request, whose compound counts. Link another request instead.',
  },
  'ticket-request-elsewhere': {
    status: 409,
    zh: '这张报修单不在工单所在的小区。请选本小区的报修单。',
    en: 'This request is not of the compound of the ticket. Choose one of that compound.',
  },
  'ticket-place-unknown': {
    status: 409,
    zh: '没有登记这个小区或地区。请从列表中选择。',
    en: 'No such compound or region is registered. Choose from the list.',
  },
  'sheet-unreadable': {
    status: 415,
    zh: '这个文件读不出来。请另存为 .xlsx 或 CSV，再导入。',
    en: 'This file cannot be read. Save it as .xlsx or CSV, then import it.',
  },
  'sheet-too-large': {
    status: 413,
    zh: '一次最多导入 {limit} 行。请按日期拆成几个文件。',
    en: 'At most {limit} rows are imported at once. Split the file by date.',
  },
  'sheet-columns-missing': {
    status: 422,
    zh: '表里没有找到这些列：{headers}。请在“列对应”里重新选择。',
    en: 'The sheet has no columns {headers}. Choose them again under column mapping.',
  },
  'ticket-rows-have-problems': {
    status: 422,
    zh: '有 {problems} 行读不出（第一处在第 {row} 行），一行也没有导入。请改正文件，或选择“只导入没有问题的行”。',
    en: '{problems} rows cannot be read (the first is row {row}), so none was imported. Correct the file, or choose to take the good rows.',
  },
  'column-used-twice': {
    status: 409,
    zh: '“{header}”对应了两个字段。请一列只对应一个字段。',
    en: '“{header}” is mapped to two fields. Map a column to one field only.',
  },
  'too-many-mappings': {
    status: 409,
    zh: '最多保存 {limit} 种列对应。请改存到已有的一种。',
    en: 'At most {limit} mappings are kept. Save over one that exists.',
  },
  'supervision-unknown': {
    status: 404,
    zh: '没有这张督办单。请回到督办列表重新打开。',
    en: 'There is no such supervision order. Go back to the list and open it again.',
  },
  'supervision-wrong-status': {
    status: 409,
    zh: '这张督办单{statusZh}，不能这样做。请刷新后看看现在可以做什么。',
    en: 'The order is {statusEn}, so this is not possible. Reload it and see what can be done now.',
  },
  'supervision-day-past': {
    status: 409,
    zh: '整改期限不能早于今天（{today}）。请改正日期。',
    en: 'The day to rectify by cannot be before today ({today}). Correct the date.',
  },
  'supervision-no-district': {
    status: 409,
    zh: '小区没有登记所属区县，督办单无法编号。请先把小区归到区县下的社区或街道。',
    en: 'The compound lies in no district, so the order cannot be numbered. Put it under a community or subdistrict of a district first.',
  },
  'supervision-ticket-unplaced': {
    status: 409,
    zh: '这张工单还没有匹配小区。请先选定小区，再督办。',
    en: 'The place of this ticket is not matched yet. Choose its compound first, then issue the order.',
  },
  'supervision-register-full': {
    status: 409,
    zh: '本区县今年已有 {limit} 张督办单，不能再编号。请联系管理员。',
    en: 'The district has {limit} orders this year already. Ask the administrator.',
  },
})
export const rejectTicket = ticketErrors.reject
