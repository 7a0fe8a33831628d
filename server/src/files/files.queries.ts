/** Who may see a file: whoever brought it, and whoever may see something that it belongs to. */

import { type FileType, filesErrors } from '@changxin/shared/files'
import type { Day } from '@changxin/shared/kernel'
import type { Subject } from '../access/may.ts'
import { caughtUp } from '../commands/caught-up.ts'
import { subjectOfDecision, subjectOfVoters } from '../decisions/index.ts'
import type { CommandContext } from '../feature.ts'
import { subjectOfTurnFiles } from '../management/index.ts'
import type { Read } from '../views/views.ts'
import type { LinkKind, RequestReach } from './files.projection.ts'
import { isCompoundAction } from './openers.ts'

/** A file that belongs to more things than this is some letterhead; the first ones decide. */
const MAX_LINKS = 200

export interface KnownFile {
  readonly type: FileType
  readonly bytes: number
}

export function findFile(read: Read, sha256: string): KnownFile | undefined {
  return read.get<KnownFile>('SELECT type, bytes FROM files_file WHERE sha256 = ?', sha256)
}

export function isUploader(read: Read, sha256: string, personId: string): boolean {
  return read.get('SELECT 1 FROM files_uploader WHERE sha256 = ? AND person_id = ?', sha256, personId) !== undefined
}

/** What must be allowed of what the file belongs to; one of these is enough. */
export function mattersOf(read: Read, sha256: string): { readonly action: string; readonly subject: Subject }[] {
  const links = read.all<{ subject_kind: LinkKind; subject_id: string }>(
    'SELECT subject_kind, subject_id FROM files_link WHERE sha256 = ? LIMIT ?',
    sha256,
    MAX_LINKS,
  )
  return links.flatMap(({ subject_kind: kind, subject_id: id }) => {
    if (kind === 'management') return { action: 'management.history', subject: { compoundId: id } }
    if (kind === 'turn') return { action: 'management.keep-turn', subject: subjectOfTurnFiles(read, id) ?? {} }
    if (kind === 'decision') return { action: 'decisions.decision', subject: subjectOfVoters(read, id) ?? {} }
    if (kind === 'decision-papers') return { action: 'decisions.deliver', subject: subjectOfDecision(read, id) ?? {} }
    if (isCompoundAction(kind)) return { action: kind, subject: { compoundId: id } }
    const subject = subjectOfRequest(read, id)
    const byLink = { action: 'maintenance.job', subject: { aboutId: id } }
    return subject ? [{ action: 'maintenance.request', subject }, byLink] : []
  })
}

function subjectOfRequest(read: Read, requestId: string): Subject | undefined {
  const request = read.get<{
    compound_id: string
    unit_id: string | null
    reporter_id: string | null
    entered_by: string
    assignee_id: string | null
    reported_on: Day
  }>(
    'SELECT compound_id, unit_id, reporter_id, entered_by, assignee_id, reported_on FROM files_request WHERE request_id = ?',
    requestId,
  )
  if (!request) return undefined
  return {
    compoundId: request.compound_id,
    unitId: request.unit_id ?? undefined,
    day: request.reported_on,
    personIds: [request.reporter_id, request.entered_by, request.assignee_id].filter((id) => id !== null),
    get helperIds() {
      return peopleOf(read, requestId, 'helper')
    },
    get followerIds() {
      return peopleOf(read, requestId, 'follower')
    },
  }
}

function peopleOf(read: Read, requestId: string, reach: RequestReach): string[] {
  return read
    .all<{ person_id: string }>(
      'SELECT person_id FROM files_request_person WHERE request_id = ? AND reach = ?',
      requestId,
      reach,
    )
    .map((row) => row.person_id)
}

/**
 * For commands that name files: throws `file-unknown` unless this person brought each of them. Without it anybody who
 * knows a file's hash could attach it to a matter of their own, and read it there.
 */
export function requireOwnFiles(read: Read, personId: string, files: readonly string[]): void {
  const foreign = files.filter((sha256) => !isUploader(read, sha256, personId))
  if (foreign.length > 0)
    throw filesErrors.reject('file-unknown', { files: foreign.map((sha256) => sha256.slice(0, 12)) })
}

/** The same for a command that is being handled; an upload of a moment ago is waited for. */
export async function requireFilesOf(
  context: Pick<CommandContext, 'actor' | 'store' | 'views'>,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return
  await caughtUp(context)
  context.views.peek((read) => requireOwnFiles(read, context.actor, files))
}

export function isUnwanted(read: Read, sha256: string): boolean {
  return read.get('SELECT 1 FROM files_unwanted WHERE sha256 = ?', sha256) !== undefined
}

export function unwantedFiles(read: Read): string[] {
  return read.all<{ sha256: string }>('SELECT sha256 FROM files_unwanted').map((row) => row.sha256)
}
