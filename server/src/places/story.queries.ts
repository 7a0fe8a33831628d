/** Reads of the story: one compound's timeline, and the newest of all compounds that one may see. */
import type { placesApi, StoryRow } from '@changxin/shared/places'
import type { z } from 'zod'
import type { Scope } from '../access/scope.ts'
import { operatorName } from '../management/index.ts'
import type { AsOf } from '../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'

/** Whoever sees much finds enough among the newest rows; only for a small scope each compound is asked. */
const RECENT_ROWS = 2_000

const NEWEST_FIRST: KeysetOrder = { name: 'story', keys: [{ sql: 's.position', type: 'text' }], descending: true }

const COLUMNS = 's.position, s.type, s.occurred_at, s.recorded_at, s.channel, s.facts, s.sample'

interface StoryRecord {
  position: string
  type: string
  occurred_at: string
  recorded_at: string
  channel: string
  facts: string
  sample: number
}

export function readStory(
  read: Read,
  at: AsOf,
  { id, limit, cursor }: z.output<typeof placesApi.story.input>,
): z.output<typeof placesApi.story.output> {
  const where = allOf(
    { sql: 's.compound_id = ?', params: [id] },
    at.before === undefined ? undefined : { sql: 's.position < ?', params: [at.before] },
  )
  const { rows, next } = keysetPage<StoryRecord>(read, {
    select: COLUMNS,
    from: 'places_story s',
    where,
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => storyRow(read, row)), ...(next === undefined ? {} : { next }) }
}

function storyRow(read: Read, row: StoryRecord): z.output<typeof StoryRow> {
  const facts = JSON.parse(row.facts) as Record<string, string | number | boolean | null>
  const operatorId = facts.operatorId
  return {
    id: row.position,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    channel: row.channel,
    facts: typeof operatorId === 'string' ? { ...facts, operatorName: operatorName(read, operatorId) } : facts,
    sample: row.sample === 1,
  }
}

interface RecentRecord extends StoryRecord {
  compound_id: string
  compound_name: string
}

/** The newest events of the compounds in a scope, newest first. */
export function recentStory(read: Read, scope: Scope, limit: number) {
  const newest = amongNewest(read, scope, limit)
  const rows = newest.length === limit || scope.all ? newest : ofEachCompound(read, scope, limit)
  return rows.map((row) => {
    const { channel: _, ...told } = storyRow(read, row)
    return { ...told, compoundId: row.compound_id, compoundName: row.compound_name }
  })
}

function amongNewest(read: Read, scope: Scope, limit: number): RecentRecord[] {
  const where = scope.where('s.compound_id')
  return read.all(
    `SELECT ${COLUMNS}, s.compound_id, c.name AS compound_name
     FROM (SELECT * FROM places_story ORDER BY position DESC LIMIT ${RECENT_ROWS}) s
     JOIN places_compound c ON c.compound_id = s.compound_id WHERE ${where.sql} ORDER BY s.position DESC LIMIT ?`,
    ...where.params,
    limit,
  )
}

function ofEachCompound(read: Read, scope: Scope, limit: number): RecentRecord[] {
  const where = scope.where('c.compound_id')
  return read.all(
    `SELECT ${COLUMNS}, s.compound_id, c.name AS compound_name FROM places_compound c JOIN places_story s ON s.position IN (
       SELECT position FROM places_story t WHERE t.compound_id = c.compound_id ORDER BY position DESC LIMIT ?)
     WHERE ${where.sql} ORDER BY s.position DESC LIMIT ?`,
    limit,
    ...where.params,
    limit,
  )
}
