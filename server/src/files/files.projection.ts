/** Which files there are, who brought them, and what they belong to: whoever may see that may see the file. */
import { FileStored } from '@changxin/shared/files'
import { dayOf } from '@changxin/shared/kernel'
import {
  FollowersJoined,
  RequestAssigned,
  RequestChangedHands,
  RequestFollowed,
  RequestNoteAdded,
  RequestReported,
  WorkCompleted,
  WorkHandedBack,
} from '@changxin/shared/maintenance'
import { CashEntryRecorded, ContractRecorded, GroupRecorded, ModeAdopted, TurnKept } from '@changxin/shared/management'
import { PersonErased } from '@changxin/shared/people'
import { transitionFiles } from '../management/transition/transition.files.ts'
import { fundFiles } from '../repair-fund/repair-fund.files.ts'
import { on, projection, type Rows } from '../views/projection.ts'
import { type DecisionLink, decisionFiles } from './decision-files.ts'
import type { CompoundAction } from './openers.ts'
import { ownersFiles } from './owners-files.ts'

/** `request`, `turn`, `decision`: its own id. `management`, an action: a compound's id. */
export type LinkKind = 'request' | 'management' | 'turn' | DecisionLink | CompoundAction

// files_request and files_request_person repeat what the access to a request rests on, because a projection reads no rows of another.
const SCHEMA = `
CREATE TABLE files_file (
  sha256 TEXT PRIMARY KEY, type TEXT NOT NULL, bytes INTEGER NOT NULL, width_px INTEGER, height_px INTEGER, taken_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE files_uploader (
  sha256 TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (sha256, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_uploader_by_person ON files_uploader (person_id);
CREATE TABLE files_link (
  sha256 TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, PRIMARY KEY (sha256, subject_kind, subject_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE files_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, unit_id TEXT, reporter_id TEXT, entered_by TEXT NOT NULL, assignee_id TEXT,
  reported_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE files_request_person (
  request_id TEXT NOT NULL, person_id TEXT NOT NULL, reach TEXT NOT NULL, PRIMARY KEY (request_id, reach, person_id)
) STRICT, WITHOUT ROWID;
-- Brought by nobody any more and belonging to nothing: its bytes go.
CREATE TABLE files_unwanted (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`

function link(rows: Rows, files: readonly string[], kind: LinkKind, id: string, compoundId?: string): void {
  for (const sha256 of files) {
    rows.run('INSERT OR IGNORE INTO files_link (sha256, subject_kind, subject_id) VALUES (?, ?, ?)', sha256, kind, id)
    rows.run('DELETE FROM files_unwanted WHERE sha256 = ?', sha256)
  }
  if (files.length > 0) rows.touch({ table: 'files_link', compoundId })
}

export type RequestReach = 'helper' | 'follower'

function addPeople(rows: Rows, requestId: string, reach: RequestReach, personIds: readonly string[]): void {
  for (const personId of personIds)
    rows.run('INSERT OR IGNORE INTO files_request_person VALUES (?, ?, ?)', requestId, personId, reach)
}

function assign(rows: Rows, requestId: string, assigneeId: string | null, helperIds: readonly string[]): void {
  rows.run('UPDATE files_request SET assignee_id = ? WHERE request_id = ?', assigneeId, requestId)
  rows.run("DELETE FROM files_request_person WHERE request_id = ? AND reach = 'helper'", requestId)
  addPeople(rows, requestId, 'helper', helperIds)
}

export const filesProjection = projection('files', 4, SCHEMA, [
  on(FileStored, ({ data: file }, rows) => {
    rows.run(
      'INSERT OR IGNORE INTO files_file (sha256, type, bytes, width_px, height_px, taken_at) VALUES (?, ?, ?, ?, ?, ?)',
      file.sha256,
      file.type,
      file.bytes,
      file.widthPx,
      file.heightPx,
      file.takenAt,
    )
    rows.run('INSERT OR IGNORE INTO files_uploader (sha256, person_id) VALUES (?, ?)', file.sha256, file.uploaderId)
    rows.run('DELETE FROM files_unwanted WHERE sha256 = ?', file.sha256)
    rows.touch({ table: 'files_file', personId: file.uploaderId })
  }),
  on(RequestReported, ({ data: request, metadata }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO files_request (request_id, compound_id, unit_id, reporter_id, entered_by, reported_on) VALUES (?, ?, ?, ?, ?, ?)',
      request.requestId,
      request.compoundId,
      request.unitId,
      request.reporterId,
      metadata.actor,
      dayOf(metadata.occurredAt),
    )
    rows.touch({ table: 'files_request', compoundId: request.compoundId })
    link(rows, request.files, 'request', request.requestId, request.compoundId)
  }),
  on(RequestAssigned, ({ data: { requestId, compoundId, assigneeId, helperIds = [] } }, rows) => {
    assign(rows, requestId, assigneeId, helperIds)
    rows.touch({ table: 'files_request', compoundId })
  }),
  on(WorkHandedBack, ({ data: { requestId, compoundId } }, rows) => {
    assign(rows, requestId, null, [])
    rows.touch({ table: 'files_request', compoundId })
  }),
  // Whoever had it or typed it in was the old operator's; the reporter stays.
  on(RequestChangedHands, ({ data: { requestId, compoundId, assigneeStays } }, rows) => {
    rows.run("UPDATE files_request SET entered_by = coalesce(reporter_id, '') WHERE request_id = ?", requestId)
    if (!assigneeStays) assign(rows, requestId, null, [])
    rows.touch({ table: 'files_request', compoundId })
  }),
  on(RequestFollowed, ({ data: { requestId, compoundId, personId } }, rows) => {
    addPeople(rows, requestId, 'follower', [personId])
    rows.touch({ table: 'files_request', compoundId })
  }),
  on(FollowersJoined, ({ data: { requestId, compoundId, personIds } }, rows) => {
    addPeople(rows, requestId, 'follower', personIds)
    rows.touch({ table: 'files_request', compoundId })
  }),
  on(WorkCompleted, ({ data }, rows) => link(rows, data.files, 'request', data.requestId, data.compoundId)),
  on(RequestNoteAdded, ({ data }, rows) => link(rows, data.files, 'request', data.requestId, data.compoundId)),
  ...fundFiles(link),
  on(ModeAdopted, ({ data: { ground, compoundId } }, rows) =>
    link(rows, ground.file ? [ground.file] : [], 'management', compoundId, compoundId),
  ),
  on(TurnKept, ({ data: { files, turnId } }, rows) => link(rows, files, 'turn', turnId)),
  on(ContractRecorded, ({ data: { scans, compoundId } }, rows) =>
    link(rows, scans, 'management', compoundId, compoundId),
  ),
  on(GroupRecorded, ({ data: { lift, fire, compoundId } }, rows) => {
    for (const proof of [lift, fire])
      if (proof.kind === 'firm') link(rows, proof.scans, 'management', compoundId, compoundId)
  }),
  on(CashEntryRecorded, ({ data: { receipts, compoundId } }, rows) =>
    link(rows, receipts, 'management', compoundId, compoundId),
  ),
  ...ownersFiles(link),
  ...decisionFiles(link),
  ...transitionFiles(link),
  on(PersonErased, ({ data: { personId } }, rows) => {
    rows.run(
      `INSERT OR IGNORE INTO files_unwanted (sha256)
       SELECT sha256 FROM files_uploader mine WHERE person_id = ?1
         AND NOT EXISTS (SELECT 1 FROM files_uploader other WHERE other.sha256 = mine.sha256 AND other.person_id <> ?1)
         AND NOT EXISTS (SELECT 1 FROM files_link link WHERE link.sha256 = mine.sha256)`,
      personId,
    )
    rows.run('DELETE FROM files_uploader WHERE person_id = ?', personId)
    rows.run('DELETE FROM files_file WHERE sha256 IN (SELECT sha256 FROM files_unwanted)')
    rows.touch({ table: 'files_unwanted', personId })
  }),
])
