/** How the columns of a platform's sheet map to our fields, saved under a name; and who may be named in them: nobody. */
import { type Decider, type EventOf, event, Id, Line, unreachable } from '@changxin/shared/kernel'
import { z } from 'zod'
import { rejectTicket as reject } from './errors.ts'
import { TicketSource } from './events.ts'

export const MAX_HEADER = 60
const Header = Line(MAX_HEADER)
const Optional = Header.optional()

/** Our field ↔ the header in the sheet. `callerName` and `callerPhone` are mapped to be left out. */
export const TicketColumns = z.strictObject({
  officialNumber: Header,
  receivedAt: Header,
  deadline: Header,
  text: Header,
  category: Optional,
  place: Optional,
  replyText: Optional,
  responded: Optional,
  resolved: Optional,
  satisfied: Optional,
  closedAt: Optional,
  callerName: Optional,
  callerPhone: Optional,
})
export type TicketColumns = z.infer<typeof TicketColumns>
export type TicketField = keyof TicketColumns
export const ticketFields = Object.keys(TicketColumns.shape) as readonly TicketField[]
/** Never imported: we do not need them, and the platform calls its callers itself. */
export const PERSONAL_FIELDS: readonly TicketField[] = ['callerName', 'callerPhone']

export const MAX_MAPPINGS = 50
// columns-tickets
export const ColumnMappingSaved = event(
  'ColumnMappingSaved',
  z.object({ mappingId: Id, name: Line(40), source: TicketSource, columns: TicketColumns }),
)
export const columnEvents = [ColumnMappingSaved] as const
export type ColumnEvent = EventOf<typeof columnEvents>
export type ColumnMapping = z.output<typeof ColumnMappingSaved.schema>

export interface SaveColumnMapping {
  readonly type: 'SaveColumnMapping'
  readonly mapping: ColumnMapping
}
export type ColumnsState = ReadonlyMap<string, ColumnMapping>

export const columnsDecider: Decider<SaveColumnMapping, ColumnEvent, ColumnsState> = {
  initial: new Map(),
  evolve(state, event) {
    switch (event.type) {
      case 'ColumnMappingSaved':
        return new Map(state).set(event.data.mappingId, event.data)
      default:
        return unreachable(event.type)
    }
  },
  decide({ mapping }, state) {
    const known = state.get(mapping.mappingId)
    if (known && contentOf(known) === contentOf(mapping)) return []
    if (!known && state.size >= MAX_MAPPINGS) throw reject('too-many-mappings', { limit: MAX_MAPPINGS })
    requireDistinct(mapping.columns)
    return [ColumnMappingSaved(mapping)]
  },
}

/** Throws when one column stands for two fields: nobody could say which of them it is. */
export function requireDistinct(columns: TicketColumns): void {
  const seen = new Set<string>()
  for (const field of ticketFields) {
    const header = columns[field]
    if (header === undefined) continue
    if (seen.has(header)) throw reject('column-used-twice', { field: `columns.${field}`, header })
    seen.add(header)
  }
}

const contentOf = ({ name, source, columns }: ColumnMapping) =>
  JSON.stringify([name, source, ticketFields.map((field) => columns[field] ?? null)])

/** Headers that such sheets often have, for a first suggestion. */
const USUAL: Readonly<Record<TicketField, readonly string[]>> = {
  officialNumber: ['工单编号', '工单号', '事件编号', '受理编号', '编号'],
  receivedAt: ['收到时间', '派单时间', '受理时间', '来电时间', '上报时间', '登记时间'],
  deadline: ['办理期限', '办结期限', '截止时间', '处置截止时间', '办理时限', '要求办结时间'],
  text: ['诉求内容', '问题描述', '事件描述', '反映内容', '内容'],
  category: ['诉求类型', '诉求分类', '事件类型', '问题分类', '类别'],
  place: ['小区', '小区名称', '所属小区', '诉求地点', '事发地点', '地点', '地址'],
  replyText: ['答复内容', '办理结果', '处置结果', '回复内容', '办理情况'],
  responded: ['是否响应', '响应', '响应情况'],
  resolved: ['是否解决', '解决', '解决情况'],
  satisfied: ['是否满意', '满意', '满意度', '满意情况'],
  closedAt: ['办结时间', '结案时间', '完成时间'],
  callerName: ['来电人', '诉求人', '姓名', '反映人', '联系人'],
  callerPhone: ['联系电话', '来电号码', '电话', '手机号', '手机号码'],
}

/** What can be told from the headers alone; people correct it. */
export function suggestColumns(headers: readonly string[]): Partial<Record<TicketField, string>> {
  const free = new Set(headers)
  const found: Partial<Record<TicketField, string>> = {}
  for (const field of ticketFields) {
    const header = USUAL[field].find((usual) => free.has(usual))
    if (header === undefined) continue
    found[field] = header
    free.delete(header)
  }
  return found
}

/** What an export writes where no mapping is chosen. */
export const defaultColumns: TicketColumns = TicketColumns.parse(
  Object.fromEntries(
    ticketFields.filter((field) => !PERSONAL_FIELDS.includes(field)).map((field) => [field, USUAL[field][0]]),
  ),
)
