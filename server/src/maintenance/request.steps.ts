/** The steps of a request as its page tells them: the scalars of the event as facts, people by name where one may know them. */
import type { RequestView } from '@changxin/shared/maintenance'
import { operatorName } from '../management/index.ts'
import { nameOf } from '../people/index.ts'
import { unitLabel } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import type { Viewer } from './request.viewer.ts'

export interface StepRow {
  readonly event_id: string
  readonly type: string
  readonly occurred_at: string
  readonly recorded_at: string
  readonly actor_id: string
  readonly on_behalf_of: string | null
  readonly channel: string
  readonly data: string
}

type Step = RequestView['steps'][number]
type Fact = Step['facts'][string]
type Data = Readonly<Record<string, unknown>>

const TEXTS = ['text', 'note', 'reason', 'remaining'] as const
const LEFT_OUT = new Set<string>([
  ...TEXTS,
  'files',
  'requestId',
  'compoundId',
  'reporterId',
  'reporterUnitId',
  'personId',
  'target',
  'place',
])
/** What was said to one person is no neighbour's to read. */
const PRIVATE = new Set(['PersonTold', 'ReturnVisited'])

export function stepOf(read: Read, row: StepRow, viewer: Viewer): Step {
  const data = JSON.parse(row.data) as Data & { files?: string[] }
  const { files = [] } = data
  const text = TEXTS.map((name) => data[name]).find((value): value is string => typeof value === 'string') ?? null
  return {
    id: row.event_id,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actorId: viewer.idOf(row.actor_id),
    actorName: viewer.nameOf(row.actor_id),
    onBehalfOfName: row.on_behalf_of === null ? null : viewer.nameOf(row.on_behalf_of),
    channel: row.channel,
    text: PRIVATE.has(row.type) && !viewer.maySeeReporter ? null : text,
    files,
    facts: factsOf(read, row.type, data, viewer),
  }
}

function factsOf(read: Read, type: string, data: Data, viewer: Viewer): Record<string, Fact> {
  const facts = Object.entries(data).filter(
    (entry): entry is [string, Fact] => !LEFT_OUT.has(entry[0]) && typeof entry[1] !== 'object',
  )
  const { target, assigneeId, helperIds, personIds, personId, materials, intoRequestId, fromRequestId } = data
  if (typeof data['reporterUnitId'] === 'string' && viewer.maySeeReporter)
    facts.push(['reporterUnit', unitLabel(read, data['reporterUnitId'])])
  if (typeof target === 'string') facts.push(['target', target])
  if (typeof assigneeId === 'string') facts.push(['assigneeName', nameOf(read, assigneeId)])
  if (Array.isArray(helperIds)) facts.push(['helperNames', helperIds.map((id: string) => nameOf(read, id)).join('、')])
  if (Array.isArray(personIds)) facts.push(['people', personIds.length])
  if (type === 'PersonTold' && typeof personId === 'string') facts.push(['personName', viewer.nameOf(personId)])
  if (Array.isArray(materials) && materials.length > 0)
    facts.push(['materials', materials.map(materialText).join('；')])
  if (typeof intoRequestId === 'string') facts.push(['number', numberOf(read, intoRequestId)])
  if (typeof fromRequestId === 'string') facts.push(['number', numberOf(read, fromRequestId)])
  if (type === 'RequestChangedHands') facts.push(...operatorNames(read, data))
  return Object.fromEntries(facts)
}

/** Who had it and who has it; empty where nobody manages the compound. */
function operatorNames(read: Read, data: Data): [string, Fact][] {
  const named = (id: unknown) => (typeof id === 'string' ? (operatorName(read, id) ?? '') : '')
  return [
    ['fromOperator', named(data['fromOperatorId'])],
    ['toOperator', named(data['toOperatorId'])],
  ]
}

/** `弯头 2.5个`: quantities are in hundredths. */
function materialText({ name, quantity, unit }: { name: string; quantity: number; unit: string }): string {
  return `${name} ${quantity / 100}${unit}`
}

export function numberOf(read: Read, requestId: string): string {
  const row = read.get<{ number: string }>('SELECT number FROM maintenance_request WHERE request_id = ?', requestId)
  return row?.number ?? requestId
}
