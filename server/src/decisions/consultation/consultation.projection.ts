/** Consultations: the state in position intervals; what households said in a table of its own, as most events are theirs. */
import {
  type ConsultationEvent,
  consultationEvents,
  evolveConsultation,
  type KnownConsultation,
} from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { currentOf, putInterval } from '../../views/intervals.ts'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'

// state: without the opinions of households. unit_id: empty for a pile of papers.
const SCHEMA = `
CREATE TABLE decisions_consultation_consultation (
  consultation_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL,
  compound_id TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (consultation_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_consultation_by_compound ON decisions_consultation_consultation (compound_id, sort) WHERE to_position = '~~';
CREATE TABLE decisions_consultation_stance (
  consultation_id TEXT NOT NULL, unit_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL,
  stance TEXT NOT NULL, text TEXT, PRIMARY KEY (consultation_id, unit_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_consultation_opinion (
  consultation_id TEXT NOT NULL, position TEXT NOT NULL, opinion_id TEXT NOT NULL, unit_id TEXT NOT NULL, stance TEXT NOT NULL,
  text TEXT, means TEXT NOT NULL, counts TEXT, given_at TEXT NOT NULL, PRIMARY KEY (consultation_id, position)
) STRICT, WITHOUT ROWID;
`

function putOpinion(event: Recorded<ConsultationEvent>, rows: Rows): void {
  const { position, metadata } = event
  const row = rowOf({ type: event.type, data: event.data } as ConsultationEvent)
  if (!row) return
  rows.run(
    'INSERT INTO decisions_consultation_opinion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    event.data.consultationId,
    position,
    row.id,
    row.unitId,
    row.stance,
    row.text,
    row.means,
    row.counts,
    metadata.occurredAt,
  )
}

function rowOf(event: ConsultationEvent) {
  if (event.type === 'OpinionGiven') {
    const { opinionId: id, unitId, stance, text, means } = event.data
    return { id, unitId, stance, text, means, counts: null }
  }
  if (event.type !== 'PaperOpinionsCounted') return undefined
  const { batchId: id, agree, change, against, text } = event.data
  return { id, unitId: '', stance: 'change', text, means: 'pile', counts: JSON.stringify({ agree, change, against }) }
}

function handle(event: Recorded<ConsultationEvent>, rows: Rows): void {
  const { consultationId, compoundId } = event.data
  const said = { type: event.type, data: event.data } as ConsultationEvent
  putOpinion(event, rows)
  if (said.type === 'OpinionGiven') {
    const { unitId, stance, text } = said.data
    const key = { consultation_id: consultationId, unit_id: unitId }
    putInterval(rows, 'decisions_consultation_stance', key, { stance, text }, event.position)
    rows.touch({ table: 'decisions_consultation_stance', compoundId, unitId })
    return
  }
  const key = { consultation_id: consultationId }
  const kept = currentOf<{ sort: string; state: string }>(rows, 'decisions_consultation_consultation', key)
  const after = evolveConsultation(kept ? (JSON.parse(kept.state) as KnownConsultation) : null, said)
  if (!after) return
  const row = { sort: kept?.sort ?? event.position, compound_id: compoundId, state: JSON.stringify(after) }
  putInterval(rows, 'decisions_consultation_consultation', key, row, event.position)
  rows.touch({ table: 'decisions_consultation_consultation', compoundId })
}

export const consultationProjection = projection(
  'decisions-consultation',
  1,
  SCHEMA,
  consultationEvents.map((definition): readonly [string, Handler] =>
    on(definition as (typeof consultationEvents)[0], (event, rows) => handle(event as never, rows)),
  ),
)
