/** Versions of contracts, groups and service lists as they were recorded, labour days, and what falls due of them. */
import { addDays, type Day, dayOf, type Recorded, startOf } from '@changxin/shared/kernel'
import {
  ContractEndNeared,
  ContractRecorded,
  DAYS_AHEAD,
  GroupRecorded,
  LabourRecorded,
  LabourStruck,
  ModeAdopted,
  ProofLapsed,
  ServicesRecorded,
} from '@changxin/shared/management'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
-- kind: contract, group (owner: the compound), services (owner: the operator). content: JSON of the event.
CREATE TABLE management_terms_version (
  kind TEXT NOT NULL, owner_id TEXT NOT NULL, position TEXT NOT NULL, version_id TEXT NOT NULL, since TEXT NOT NULL,
  operator_id TEXT NOT NULL, content TEXT NOT NULL, recorded_at TEXT NOT NULL, revision INTEGER NOT NULL,
  sample INTEGER NOT NULL, PRIMARY KEY (kind, owner_id, position)
) STRICT, WITHOUT ROWID;
-- Of the newest event of the stream, whatever it was.
CREATE TABLE management_terms_revision (
  kind TEXT NOT NULL, owner_id TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (kind, owner_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE management_terms_labour (
  labour_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, person_id TEXT NOT NULL, worked_on TEXT NOT NULL,
  minutes INTEGER NOT NULL, service TEXT NOT NULL, struck_reason TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_terms_labour_by_day ON management_terms_labour (compound_id, worked_on, labour_id);
-- what: contract-90, contract-60, lift, fire. due_for: the last day of the term or of the firm's contract.
CREATE TABLE management_terms_due (
  compound_id TEXT NOT NULL, what TEXT NOT NULL, due_at TEXT NOT NULL, due_for TEXT NOT NULL, operator_id TEXT NOT NULL,
  PRIMARY KEY (compound_id, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_terms_due_by_time ON management_terms_due (due_at);
`

type Kind = 'contract' | 'group' | 'services'
type Content = { readonly versionId: string; readonly since: Day }

function keep(
  rows: Rows,
  kind: Kind,
  ownerId: string,
  operatorId: string,
  event: Recorded<{ type: string; data: Content }>,
) {
  const { data, position, revision, metadata } = event
  rows.run(
    `INSERT INTO management_terms_version (kind, owner_id, position, version_id, since, operator_id, content, recorded_at,
       revision, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    kind,
    ownerId,
    position,
    data.versionId,
    data.since,
    operatorId,
    JSON.stringify(data),
    metadata.recordedAt,
    revision,
    isSample(event),
  )
  rows.touch({ table: 'management_terms_version', ...(kind === 'services' ? {} : { compoundId: ownerId }) })
  reach(rows, kind, ownerId, revision)
}

function reach(rows: Rows, kind: Kind, ownerId: string, revision: number): void {
  rows.run(
    'INSERT OR REPLACE INTO management_terms_revision (kind, owner_id, revision) VALUES (?, ?, ?)',
    kind,
    ownerId,
    revision,
  )
  rows.touch({ table: 'management_terms_revision', ...(kind === 'services' ? {} : { compoundId: ownerId }) })
}

interface Due {
  readonly compoundId: string
  readonly what: string
  /** The day that begins when it is due. */
  readonly on: Day
  readonly dueFor: Day
  readonly operatorId: string
}

/** What was past already when it was recorded is told to nobody: whoever recorded it knows. */
function expect(rows: Rows, { metadata }: Recorded, { compoundId, what, on: day, dueFor, operatorId }: Due): void {
  if (day < dayOf(metadata.recordedAt)) return settled(rows, compoundId, what)
  rows.run(
    'INSERT OR REPLACE INTO management_terms_due (compound_id, what, due_at, due_for, operator_id) VALUES (?, ?, ?, ?, ?)',
    compoundId,
    what,
    startOf(day),
    dueFor,
    operatorId,
  )
  rows.touch({ table: 'management_terms_due', compoundId })
}

function settled(rows: Rows, compoundId: string, what: string): void {
  rows.run('DELETE FROM management_terms_due WHERE compound_id = ? AND what = ?', compoundId, what)
  rows.touch({ table: 'management_terms_due', compoundId })
}

export const termsProjection = projection('management-terms', 1, SCHEMA, [
  on(ContractRecorded, (event, rows) => {
    const { compoundId, operatorId, to } = event.data
    keep(rows, 'contract', compoundId, operatorId, event)
    for (const days of DAYS_AHEAD)
      expect(rows, event, { compoundId, what: `contract-${days}`, on: addDays(to, -days), dueFor: to, operatorId })
  }),
  on(ContractEndNeared, (event, rows) => {
    const { compoundId, daysAhead } = event.data
    settled(rows, compoundId, `contract-${daysAhead}`)
    reach(rows, 'contract', compoundId, event.revision)
  }),
  on(GroupRecorded, (event, rows) => {
    const { compoundId, operatorId } = event.data
    keep(rows, 'group', compoundId, operatorId, event)
    for (const what of ['lift', 'fire'] as const) {
      const proof = event.data[what]
      if (proof.kind !== 'firm') settled(rows, compoundId, what)
      else expect(rows, event, { compoundId, what, on: addDays(proof.until, 1), dueFor: proof.until, operatorId })
    }
  }),
  on(ProofLapsed, (event, rows) => {
    const { compoundId, what } = event.data
    settled(rows, compoundId, what)
    reach(rows, 'group', compoundId, event.revision)
  }),
  on(LabourRecorded, (event, rows) => {
    const { compoundId, labourId, personId, workedOn, minutes, service } = event.data
    rows.run(
      `INSERT INTO management_terms_labour (labour_id, compound_id, person_id, worked_on, minutes, service, struck_reason, sample)
       VALUES (?, ?, ?, ?, ?, ?, NULL, ?)`,
      labourId,
      compoundId,
      personId,
      workedOn,
      minutes,
      service,
      isSample(event),
    )
    rows.touch({ table: 'management_terms_labour', compoundId })
    reach(rows, 'group', compoundId, event.revision)
  }),
  on(LabourStruck, (event, rows) => {
    const { compoundId, labourId, reason } = event.data
    rows.run('UPDATE management_terms_labour SET struck_reason = ? WHERE labour_id = ?', reason, labourId)
    rows.touch({ table: 'management_terms_labour', compoundId })
    reach(rows, 'group', compoundId, event.revision)
  }),
  on(ServicesRecorded, (event, rows) => keep(rows, 'services', event.data.operatorId, event.data.operatorId, event)),
  // Whoever does not manage the compound any more is not waited for.
  on(ModeAdopted, ({ data: { compoundId, operatorId, since } }, rows) => {
    rows.run(
      'DELETE FROM management_terms_due WHERE compound_id = ? AND operator_id <> ? AND due_at >= ?',
      compoundId,
      operatorId ?? '',
      startOf(since),
    )
    rows.touch({ table: 'management_terms_due', compoundId })
  }),
])
