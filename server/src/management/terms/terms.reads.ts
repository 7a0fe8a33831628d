/** Versions and members, read by the queries of this part and by the cash book. */
import type { Day } from '@changxin/shared/kernel'
import { membersOn, versionOn } from '@changxin/shared/management'
import { newestDay } from '../../clock/index.ts'
import type { CommandStore } from '../../commands/store.ts'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { Groups } from './terms.aggregates.ts'

export type Kind = 'contract' | 'group' | 'services'

interface Stored {
  readonly version_id: string
  readonly since: Day
  readonly content: string
  readonly recorded_at: string
  readonly sample: number
}

export interface Recorded<Content> {
  readonly versionId: string
  readonly since: Day
  readonly content: Content
  readonly recordedAt: string
  readonly sample: boolean
}

/** As recorded by then, in that order. `Content` is what the event of this kind carries. */
export function versionsOf<Content>(
  read: Read,
  { before }: { readonly before?: AsOf['before'] },
  kind: Kind,
  ownerId: string,
): Recorded<Content>[] {
  return read
    .all<Stored>(
      `SELECT version_id, since, content, recorded_at, sample FROM management_terms_version
       WHERE kind = ? AND owner_id = ? AND position < ? ORDER BY position`,
      kind,
      ownerId,
      before ?? CURRENT,
    )
    .map((row) => ({
      versionId: row.version_id,
      since: row.since,
      content: JSON.parse(row.content) as Content,
      recordedAt: row.recorded_at,
      sample: row.sample === 1,
    }))
}

/** The version that holds on a day; before the first one begins, the first one that is to come. */
export function standing<Content>(versions: readonly Recorded<Content>[], day: Day): Recorded<Content> | undefined {
  return versionOn(versions, day) ?? versions.at(0)
}

export function revisionOf(read: Read, kind: Kind, ownerId: string): number {
  const row = read.get<{ revision: number }>(
    'SELECT revision FROM management_terms_revision WHERE kind = ? AND owner_id = ?',
    kind,
    ownerId,
  )
  return row?.revision ?? -1
}

/** Those who serve in the compound's group on the newest day of the log: it is their own matter. */
export function membersNow(read: Read, compoundId: string): string[] {
  const day = newestDay(read)
  if (day === undefined) return []
  const versions = versionsOf<Parameters<typeof membersOn>[0][number]>(read, {}, 'group', compoundId)
  return membersOn(
    versions.map(({ content }) => content),
    day,
  ).map(({ personId }) => personId)
}

/** The same by the log itself: a fact for decisions. */
export async function membersFromLog(
  store: Pick<CommandStore, 'load'>,
  compoundId: string,
  day: Day,
): Promise<ReadonlySet<string>> {
  const { state } = await store.load(Groups, compoundId)
  return new Set(membersOn(state.versions, day).map(({ personId }) => personId))
}
