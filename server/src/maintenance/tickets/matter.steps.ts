/** The steps of a ticket or an order as their pages tell them: texts, times, yes and no; ids as what they stand for. */
import type { TicketDetail } from '@changxin/shared/maintenance'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { numberOf } from '../request.steps.ts'

interface StepRow {
  readonly event_id: string
  readonly type: string
  readonly occurred_at: string
  readonly actor_id: string
  readonly channel: string
  readonly data: string
}

const SHOWN = [
  ...['from', 'to', 'reason', 'deadline', 'replyText', 'responded', 'resolved', 'satisfied', 'closedAt'],
  ...['demand', 'text', 'note', 'rectifyBy'],
]
/** Told at the head of the page already. */
const OPENING = new Set(['TicketReceived', 'SupervisionIssued'])

function factsOf(read: Read, { type, data }: StepRow): Record<string, string | null> {
  const found = JSON.parse(data) as Readonly<Record<string, unknown>>
  const facts: Record<string, string | null> = {}
  if (!OPENING.has(type)) {
    for (const name of SHOWN) {
      const value = found[name]
      if (typeof value === 'string' || value === null) facts[name] = value
    }
  }
  if (type === 'TicketPlaced') facts.compoundName = compoundName(read, String(found.compoundId))
  if (type === 'TicketLinked') facts.requestNumber = numberOf(read, String(found.requestId))
  return facts
}

/** Oldest first. */
export function stepsOf(read: Read, at: AsOf, matterId: string): TicketDetail['steps'] {
  return read
    .all<StepRow>(
      'SELECT * FROM maintenance_tickets_step WHERE matter_id = ? AND position < ? ORDER BY position',
      matterId,
      at.before ?? '~',
    )
    .map((row) => ({
      id: row.event_id,
      type: row.type,
      occurredAt: row.occurred_at,
      actorName: nameOf(read, row.actor_id),
      channel: row.channel,
      facts: factsOf(read, row),
    }))
}
