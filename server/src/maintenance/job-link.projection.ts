/** Who holds a link to a request, until when, and what ended its power: revoked, replaced, passed on, or the end of the request. */
import { FileStored } from '@changxin/shared/files'
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  type JobLinkEnd,
  JobLinkGiven,
  JobLinkRevoked,
  RequestAssigned,
  RequestCancelled,
  RequestChangedHands,
  RequestClosed,
  RequestMerged,
  RequestRejected,
  WorkHandedBack,
} from '@changxin/shared/maintenance'
import { PersonErased } from '@changxin/shared/people'
import { on, projection, type Rows, type SqlValue } from '../views/projection.ts'

export const JOB_LINK_TABLE = 'maintenance_job_link_job'

const SCHEMA = `
CREATE TABLE maintenance_job_link_job (
  link_id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, request_id TEXT NOT NULL, compound_id TEXT NOT NULL,
  contractor_id TEXT NOT NULL, shows_call_back INTEGER NOT NULL, expires_on TEXT NOT NULL,
  given_by TEXT NOT NULL, given_at TEXT NOT NULL, position TEXT NOT NULL, uploads INTEGER NOT NULL, ended TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX maintenance_job_link_job_token ON maintenance_job_link_job (token_hash);
CREATE INDEX maintenance_job_link_job_request ON maintenance_job_link_job (request_id, position);
CREATE INDEX maintenance_job_link_job_contractor ON maintenance_job_link_job (contractor_id);
CREATE INDEX maintenance_job_link_job_compound ON maintenance_job_link_job (compound_id, position);
`

/** What has ended stays as it ended. */
function end(rows: Rows, why: JobLinkEnd, condition: string, ...params: SqlValue[]): void {
  const ended = rows.run(
    `UPDATE maintenance_job_link_job SET ended = ? WHERE ended IS NULL AND ${condition}`,
    why,
    ...params,
  )
  if (ended > 0) rows.touch({ table: JOB_LINK_TABLE })
}

const over = ({ data }: { readonly data: { readonly requestId: string } }, rows: Rows) =>
  end(rows, 'request-ended', 'request_id = ?', data.requestId)

export const jobLinkProjection = projection('maintenance-job-link', 2, SCHEMA, [
  on(JobLinkGiven, ({ data, metadata, position }, rows) => {
    end(rows, 'replaced', 'request_id = ?', data.requestId)
    rows.run(
      `INSERT INTO maintenance_job_link_job (link_id, token_hash, request_id, compound_id, contractor_id, shows_call_back,
         expires_on, given_by, given_at, position, uploads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      data.linkId,
      data.tokenHash,
      data.requestId,
      data.compoundId,
      data.contractorId,
      data.showsCallBack ? 1 : 0,
      data.expiresOn,
      metadata.actor,
      metadata.occurredAt,
      position,
    )
    rows.touch({ table: JOB_LINK_TABLE })
  }),
  on(JobLinkRevoked, ({ data }, rows) => end(rows, 'revoked', 'link_id = ?', data.linkId)),
  on(RequestAssigned, ({ data: { requestId, assigneeId } }, rows) =>
    end(rows, 'reassigned', 'request_id = ? AND contractor_id <> ?', requestId, assigneeId),
  ),
  on(WorkHandedBack, ({ data }, rows) => end(rows, 'handed-back', 'request_id = ?', data.requestId)),
  on(RequestChangedHands, ({ data: { requestId, assigneeStays } }, rows) => {
    if (!assigneeStays) end(rows, 'reassigned', 'request_id = ?', requestId)
  }),
  on(CompletionConfirmed, over),
  on(ConfirmationLapsed, over),
  on(RequestClosed, over),
  on(RequestCancelled, over),
  on(RequestRejected, over),
  on(RequestMerged, over),
  on(PersonErased, ({ data }, rows) => end(rows, 'revoked', 'contractor_id = ?', data.personId)),
  on(FileStored, ({ metadata: { channel, causationId } }, rows) => {
    if (channel !== 'link' || causationId === undefined) return
    const counted = rows.run('UPDATE maintenance_job_link_job SET uploads = uploads + 1 WHERE link_id = ?', causationId)
    if (counted > 0) rows.touch({ table: JOB_LINK_TABLE })
  }),
])
