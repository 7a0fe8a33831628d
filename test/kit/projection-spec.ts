/**
 * Facts in, rows out: `projected([placesProjection], [CompoundRegistered({…}), recorded(RenovationAccepted({…}), { channel: 'demo' })])`
 * applies the facts, proves that a replay of each projection alone gives the same rows, and answers a `read` for queries.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Principal } from '@changxin/server/access/principal.ts'
import type { Scope } from '@changxin/server/access/scope.ts'
import type { QueryContext } from '@changxin/server/feature.ts'
import { type AsOf, asOfPosition, NOW } from '@changxin/server/views/intervals.ts'
import { keptRows } from '@changxin/server/views/kept.ts'
import type { Projection, SqlValue, Touch } from '@changxin/server/views/projection.ts'
import { type Statements, statementsOf } from '@changxin/server/views/sql.ts'
import type { Read } from '@changxin/server/views/views.ts'
import { allEvents } from '@changxin/shared/features'
import {
  type AnyEvent,
  addMinutes,
  type Channel,
  type Instant,
  type Position,
  type Recorded,
} from '@changxin/shared/kernel'
import { expect } from 'vitest'

/** The first fact occurs here unless it says otherwise, each later one a minute after the one before. */
export const FIRST_INSTANT: Instant = '2026-03-01T00:00:00.000Z'

export interface Circumstances {
  readonly stream?: string
  readonly revision?: number
  readonly position?: Position
  readonly occurredAt?: Instant
  readonly recordedAt?: Instant
  readonly actor?: string
  readonly channel?: Channel
}

/** A fact with its circumstances; what is left out is filled in by the order of the facts. */
export interface Fact extends AnyEvent {
  readonly circumstances?: Circumstances
}

export function recorded<Event extends AnyEvent>(event: Event, circumstances: Circumstances): Event & Fact {
  return { ...event, circumstances }
}

/** Position of the nth fact (from 0), where the fact does not give its own. */
export function positionOf(index: number): Position {
  return `s${(index + 1).toString(16).padStart(16, '0')}`
}

/** The facts as the log would hold them. */
export function historyOf(facts: readonly Fact[]): Recorded[] {
  const revisions = new Map<string, number>()
  return facts.map(({ type, data, circumstances = {} }, index) => {
    const stream = circumstances.stream ?? 'test-1'
    const revision = circumstances.revision ?? (revisions.get(stream) ?? -1) + 1
    revisions.set(stream, revision)
    const occurredAt = circumstances.occurredAt ?? addMinutes(FIRST_INSTANT, index)
    const definition = allEvents.find((event) => event.type === type)
    if (!definition) throw new TypeError(`nobody defines the event ${type}`)
    return {
      position: circumstances.position ?? positionOf(index),
      stream,
      revision,
      id: `event-${index}`,
      type,
      version: definition.version,
      data: definition.schema.parse(data),
      metadata: {
        commandId: `command-${index}`,
        inputHash: '0',
        actor: circumstances.actor ?? 'tester',
        channel: circumstances.channel ?? 'web',
        occurredAt,
        recordedAt: circumstances.recordedAt ?? occurredAt,
      },
    }
  })
}

export interface Projected {
  readonly read: Read
  /** The touches of all facts so far, in order. */
  readonly touches: readonly Touch[]
  /** More facts, later. */
  apply(...facts: readonly Fact[]): void
  all<Row = Record<string, unknown>>(sql: string, ...params: SqlValue[]): Row[]
  get<Row = Record<string, unknown>>(sql: string, ...params: SqlValue[]): Row | undefined
  /** The end of a day, by clock_day where the clock's projection is among them. */
  asOf(day: string): AsOf
}

export function projected(projections: Projection | readonly Projection[], facts: readonly Fact[] = []): Projected {
  const list = [projections].flat() as readonly Projection[]
  const known: Fact[] = []
  const touches: Touch[] = []
  const together = memoryOf(list)
  function apply(...more: readonly Fact[]): void {
    const seen = known.length
    known.push(...more)
    const history = historyOf(known)
    for (const projection of list) touches.push(...run(projection, together, history.slice(seen)))
    for (const projection of list) expectSameAlone(projection, together, history)
  }
  if (facts.length > 0) apply(...facts)
  return {
    read: together,
    touches,
    apply,
    all: (sql, ...params) => together.all(sql, ...params),
    get: (sql, ...params) => together.get(sql, ...params),
    asOf(day) {
      const next = together.get<{ position: string }>(
        'SELECT position FROM clock_day WHERE day > ? ORDER BY day LIMIT 1',
        day,
      )
      return asOfPosition(day, next?.position)
    },
  }
}

const EVERYTHING: Scope = {
  all: true,
  where: () => ({ sql: '1 = 1', params: [] }),
  key: 'all',
  personId: null,
  homes: [],
}
const SOMEBODY: Principal = { personId: 'tester', sessionId: 'session', grants: [], homes: [] }

/** What a query's `run` gets: by default somebody who sees everything, now. */
export function queryContext(read: Read, change: Partial<QueryContext> = {}): QueryContext {
  return { read, at: NOW, principal: SOMEBODY, scope: EVERYTHING, language: 'zh', may: () => true, ...change }
}

function memoryOf(projections: readonly Projection[]): Statements {
  const db = new DatabaseSync(':memory:')
  for (const projection of projections) db.exec(projection.schema)
  return statementsOf(db)
}

function run(projection: Projection, sql: Statements, events: readonly Recorded[]): Touch[] {
  const touches: Touch[] = []
  for (const event of events) {
    let changes = 0
    let touched = 0
    const counted = {
      ...sql,
      run: (text: string, ...params: SqlValue[]) => {
        const changed = sql.run(text, ...params)
        changes += changed
        return changed
      },
    }
    const kept = keptRows(counted)
    const rows = {
      ...counted,
      kept: kept.kept,
      touch: (touch: Touch) => {
        touched++
        touches.push(touch)
      },
    }
    projection.handlers.get(event.type)?.(event, rows)
    kept.write()
    if (changes > 0)
      expect(touched, `${projection.name} changed rows at ${event.type} and touched nothing`).toBeGreaterThan(0)
  }
  return touches
}

/** Replayed from the start, without the tables of any other projection. */
function expectSameAlone(projection: Projection, together: Statements, history: readonly Recorded[]): void {
  const alone = memoryOf([projection])
  run(projection, alone, history)
  const prefix = `${projection.name.replaceAll('-', '_')}_`
  for (const { name } of alone.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")) {
    expect(name.startsWith(prefix), `${name} must begin with ${prefix}`).toBe(true)
    expect(contentOf(alone, name), `${name} after a replay`).toEqual(contentOf(together, name))
  }
}

function contentOf(sql: Statements, table: string): string[] {
  return sql
    .all(`SELECT * FROM "${table}"`)
    .map((row) => JSON.stringify(row))
    .sort()
}
