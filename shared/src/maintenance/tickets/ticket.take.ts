/**
 * A row taken. The first time it is the ticket; later only what is new is appended. New is what the ticket never held:
 * so an old sheet that is read again neither takes an extension back nor opens what was closed. What was received cannot
 * change (text, time, kind, another compound): such a row is told as different, and what we hold stays.
 */

import {
  TicketAnswered,
  TicketClosed,
  TicketDeadlineMoved,
  type TicketEvent,
  TicketPlaced,
  TicketReceived,
  TicketResult,
} from './events.ts'
import type { TakeTicket, TicketFacts } from './ticket.commands.ts'
import { type KnownTicket, NO_RESULTS, resultKey, type TicketState } from './ticket.state.ts'

export type TicketDifference = 'text' | 'receivedAt' | 'category' | 'place'

export function takeTicket(command: TakeTicket, state: TicketState): readonly TicketEvent[] {
  const { ticketId, source, regionId, row } = command
  if (state.status !== 'none') return changesBy(row, state)
  const { officialNumber, text, category, placeText, receivedAt, deadline, compoundId } = row
  const known = { ticketId, compoundId }
  return [
    TicketReceived({
      ...known,
      source,
      officialNumber,
      regionId,
      placeText,
      text,
      category,
      receivedAt,
      deadline,
    }),
    ...outcome(row, known, { replies: [], results: [], closings: [] }),
  ]
}

function changesBy(row: TicketFacts, state: KnownTicket): TicketEvent[] {
  const { ticketId, held } = state
  const isPlaced = state.compoundId === null && row.compoundId !== null
  const of = { ticketId, compoundId: state.compoundId ?? row.compoundId }
  return [
    ...(isPlaced && row.compoundId !== null ? [TicketPlaced({ ticketId, compoundId: row.compoundId })] : []),
    ...(held.deadlines.includes(row.deadline)
      ? []
      : [TicketDeadlineMoved({ ...of, deadline: row.deadline, reason: null })]),
    ...outcome(row, of, held),
  ]
}

/** Reply, results and closing, as far as they were never held. */
function outcome(
  row: TicketFacts,
  of: { readonly ticketId: string; readonly compoundId: string | null },
  held: Pick<KnownTicket['held'], 'replies' | 'results' | 'closings'>,
): TicketEvent[] {
  const { replyText, closedAt, responded, resolved, satisfied } = row
  const key = resultKey(row)
  return [
    ...(replyText !== null && !held.replies.includes(replyText) ? [TicketAnswered({ ...of, replyText })] : []),
    ...(key !== resultKey(NO_RESULTS) && !held.results.includes(key)
      ? [TicketResult({ ...of, responded, resolved, satisfied })]
      : []),
    ...(closedAt !== null && !held.closings.includes(closedAt) ? [TicketClosed({ ...of, closedAt })] : []),
  ]
}

/** What of a row is otherwise than we hold it, and is not taken. An empty cell says nothing. */
export function differencesOf(row: TicketFacts, state: TicketState): TicketDifference[] {
  if (state.status === 'none') return []
  const differs = (mine: string | null, theirs: string | null) => mine !== null && theirs !== null && mine !== theirs
  const found: TicketDifference[] = []
  if (differs(state.text, row.text)) found.push('text')
  if (differs(state.receivedAt, row.receivedAt)) found.push('receivedAt')
  if (differs(state.category, row.category)) found.push('category')
  if (differs(state.compoundId, row.compoundId)) found.push('place')
  return found
}
