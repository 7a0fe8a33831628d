/** Who is connected, what they asked for, and those who ask the same with the same scope: a group runs its query once. */
import type { Position } from '@changxin/shared/kernel'
import type { WebSocket } from '@fastify/websocket'
import type { Principal } from '../access/principal.ts'
import type { Language, ServedQuery } from '../feature.ts'
import type { Touch } from '../views/projection.ts'
import type { Sliced } from './diff.ts'

export interface Client {
  readonly socket: WebSocket
  readonly principal: Principal | null
  readonly language: Language
  readonly subscriptions: Map<number, Subscriber>
  /** The newest subscribe message of each id: one that had to wait must not come after what was asked later. */
  readonly wanted: Map<number, object>
  /** Still the same person with the same rights: sessions expire and homes end without an event. */
  readonly isCurrent: () => boolean
  /** True for a subscribe message that is one too many. */
  readonly isFlood: () => boolean
  alive: boolean
}

export interface Subscriber {
  readonly client: Client
  readonly id: number
  readonly group: Group
  /** Missed a change because its socket was full: a fresh snapshot follows. */
  behind: boolean
  /** The run of the group that the client shows: a change of that run or an earlier one is not for it. */
  shows: number
}

export interface Group {
  readonly key: string
  readonly query: ServedQuery
  readonly input: Record<string, unknown>
  readonly concerns: Omit<Touch, 'table'>
  readonly subscribers: Set<Subscriber>
  output: Sliced
  json: string
  /** How far the views were when the output was read. */
  position: Position | null
  /** When the output last differed. */
  changedAt: Position | null
  dirty: boolean
  ranAtMs: number
  /** Counts the runs whose answer differed. */
  changes: number
}

export interface Change {
  /** The parts of the frame that are the same for everybody. */
  readonly change: string
  /** As JSON; of the run that found the change, whatever ran since. */
  readonly position: string
  readonly run: number
}

/** Scopes are cut by these: a compound that moves is a touch of every list. */
const SCOPE_TABLES: ReadonlySet<string> = new Set(['places_compound', 'management_current'])
/** These decide who sees what: after a change of them nothing that was shown before counts as unchanged. */
const RIGHTS_TABLES: readonly string[] = [...SCOPE_TABLES, 'people_grant', 'places_relation', 'clock_day']

/** False for a touch that names another compound, unit or person than the group asks for, or a table that it does not read. */
export function concerned({ query, concerns }: Pick<Group, 'query' | 'concerns'>, touch: Touch): boolean {
  const { compoundId, unitId, personId } = concerns
  if (!query.reads.includes(touch.table) && !SCOPE_TABLES.has(touch.table)) return false
  if (compoundId !== undefined && touch.compoundId !== undefined && compoundId !== touch.compoundId) return false
  if (unitId !== undefined && touch.unitId !== undefined && unitId !== touch.unitId) return false
  return !(personId !== undefined && touch.personId !== undefined && personId !== touch.personId)
}

/** At which position each table was last touched, as far back as this process remembers. */
export function createTouchMemory(since: Position | null) {
  const touched = new Map<string, Position>()
  let remembersFrom = since
  return {
    remember(position: Position, touches: readonly Touch[]): void {
      remembersFrom ??= position
      for (const { table } of touches) touched.set(table, position)
    },
    /** The newest position at which anything that the group reads may have changed. */
    lastOf({ query }: Pick<Group, 'query'>): Position {
      let last = remembersFrom ?? ''
      for (const table of [...query.reads, ...RIGHTS_TABLES]) {
        const position = touched.get(table)
        if (position !== undefined && position > last) last = position
      }
      return last
    },
  }
}
