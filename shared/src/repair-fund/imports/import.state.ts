/** An import as its events tell it: its rows while they may still be booked, then only what became of it. */
import { type Day, type Id, unreachable } from '@changxin/shared/kernel'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import type { FundImportEvent, StagedRow } from './events.ts'
import type { ImportKind } from './words.ts'

type DataOf<Type extends FundImportEvent['type']> = Extract<FundImportEvent, { type: Type }>['data']

export interface FundImportState {
  readonly status: 'none' | 'staging' | 'staged' | 'booking' | 'booked' | 'discarded'
  readonly stagingId: Id | null
  readonly compoundId: Id | null
  readonly how: Pick<DataOf<'ImportStaged'>, 'file' | 'book' | 'columns' | 'headerRow' | 'source' | 'alike'> | null
  /** That should come, and that came. */
  readonly expected: number
  readonly received: number
  readonly rows: readonly (readonly StagedRow[])[]
  readonly batchesDone: number
  /** Rows that were planned and yet not booked. */
  readonly left: ReadonlySet<number>
  /** Rows that were planned for a unit and wait in suspense. */
  readonly kept: ReadonlySet<number>
}

export const initial: FundImportState = {
  status: 'none',
  stagingId: null,
  compoundId: null,
  how: null,
  expected: 0,
  received: 0,
  rows: [],
  batchesDone: 0,
  left: new Set(),
  kept: new Set(),
}

export function evolve(state: FundImportState, event: FundImportEvent): FundImportState {
  switch (event.type) {
    case 'ImportStaged': {
      const { stagingId, compoundId, file, book, columns, headerRow, source, alike, rows: expected } = event.data
      const how = { file, book, columns, headerRow, source, alike }
      return { ...initial, status: 'staging', stagingId, compoundId, how, expected }
    }
    case 'ImportRowsStaged': {
      const received = state.received + event.data.rows.length
      const status = received >= state.expected ? 'staged' : 'staging'
      return { ...state, status, received, rows: [...state.rows, event.data.rows] }
    }
    case 'ImportBookingBegun':
      return { ...state, status: 'booking' }
    case 'ImportBatchesBooked': {
      const { through, late, refused } = event.data
      const left = new Set([...state.left, ...late, ...refused.map(({ row }) => row)])
      return { ...state, batchesDone: through, left, kept: new Set([...state.kept, ...event.data.kept]) }
    }
    case 'ImportBooked':
      return { ...state, status: 'booked', rows: [] }
    case 'ImportDiscarded':
      return { ...state, status: 'discarded', rows: [] }
    default:
      return unreachable(event)
  }
}

export interface BookableRow {
  readonly row: number
  readonly key: string
  readonly day: Day
  readonly amountFen: number
  readonly unitId: Id | null
}

/** What goes into the fund as one event: deposits of one kind and day, or receipts that nobody has been found for. */
export interface ImportBatch {
  readonly kind: ImportKind | 'suspense'
  /** Of deposits. */
  readonly day: Day
  readonly rows: readonly BookableRow[]
}

/** A booking asks for them again and again, and rows never change. */
const known = new WeakMap<FundImportState['rows'], readonly ImportBatch[]>()

/** Always the same for the same rows, so that a booking that was cut off goes on where it was. */
export function batchesOf({ rows }: Pick<FundImportState, 'rows'>): readonly ImportBatch[] {
  const before = known.get(rows)
  if (before) return before
  const batches = makeBatches(rows.flat())
  known.set(rows, batches)
  return batches
}

function makeBatches(staged: readonly StagedRow[]): ImportBatch[] {
  const groups = new Map<string, { kind: ImportBatch['kind']; day: Day; rows: BookableRow[] }>()
  for (const { row, outcome, key, day, amountFen, kind, unitId } of staged) {
    if ((outcome !== 'matched' && outcome !== 'suspense') || !key || !day || !amountFen || !kind) continue
    const of = outcome === 'suspense' ? ('suspense' as const) : kind
    const name = of === 'suspense' ? of : `${of} ${day}`
    const group = groups.get(name) ?? { kind: of, day, rows: [] }
    groups.set(name, group)
    group.rows.push({ row, key, day, amountFen, unitId })
  }
  return [...groups.values()].flatMap(({ kind, day, rows }) =>
    Array.from({ length: Math.ceil(rows.length / MAX_FUND_ROWS) }, (_, index) => ({
      kind,
      day,
      rows: rows.slice(index * MAX_FUND_ROWS, (index + 1) * MAX_FUND_ROWS),
    })),
  )
}
