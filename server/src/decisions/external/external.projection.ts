/** Decisions that were taken outside, in position intervals: recorded, then checked. */
import {
  ExternalDecisionChecked,
  ExternalDecisionRecorded,
  type ExternalEvent,
  type ExternalState,
  externalDecider,
  externalStatusOf,
} from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { currentOf, putInterval } from '../../views/intervals.ts'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

// sort: the position of the recording, so that the newest come first. state: as folded, as JSON.
const SCHEMA = `
CREATE TABLE decisions_external_decision (
  decision_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL,
  compound_id TEXT NOT NULL, status TEXT NOT NULL, decided_on TEXT NOT NULL, recorded_at TEXT NOT NULL, checked_at TEXT,
  sample INTEGER NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (decision_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_external_decision_sort ON decisions_external_decision (sort) WHERE to_position = '~~';
CREATE INDEX decisions_external_decision_compound ON decisions_external_decision (compound_id, sort) WHERE to_position = '~~';
`

interface Kept {
  readonly sort: string
  readonly recorded_at: string
  readonly sample: number
  readonly state: string
}

function put(event: Recorded<ExternalEvent>, rows: Rows): void {
  const { decisionId } = event.data
  const key = { decision_id: decisionId }
  const kept = currentOf<Kept>(rows, 'decisions_external_decision', key)
  const before = kept ? (JSON.parse(kept.state) as ExternalState) : null
  const after = externalDecider.evolve(before, event as never)
  if (!after) return
  const row = {
    sort: kept?.sort ?? event.position,
    compound_id: after.compoundId,
    status: externalStatusOf(after),
    decided_on: after.decidedOn,
    recorded_at: kept?.recorded_at ?? event.metadata.occurredAt,
    checked_at: after.check ? event.metadata.occurredAt : null,
    sample: kept?.sample ?? isSample(event),
    revision: event.revision,
    state: JSON.stringify(after),
  }
  putInterval(rows, 'decisions_external_decision', key, row, event.position)
  rows.touch({ table: 'decisions_external_decision', compoundId: after.compoundId })
}

export const decisionsExternalProjection = projection('decisions-external', 1, SCHEMA, [
  on(ExternalDecisionRecorded, (event, rows) => put(event, rows)),
  on(ExternalDecisionChecked, (event, rows) => put(event, rows)),
])
