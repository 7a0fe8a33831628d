/** What may happen to an import: read under a mapping as often as needed, booked once, or discarded. */
import { type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import { requireColumns } from './columns.ts'
import { reject } from './errors.ts'
import {
  type FundImportEvent,
  ImportBatchesBooked,
  ImportBooked,
  ImportBookingBegun,
  ImportDiscarded,
  ImportRowsStaged,
  ImportStaged,
} from './events.ts'
import { batchesOf, evolve, type FundImportState, initial } from './import.state.ts'
import { MAX_IMPORT_ROWS } from './words.ts'

type DataOf<Type extends FundImportEvent['type']> = Readonly<Extract<FundImportEvent, { type: Type }>['data']>
interface OfImport {
  readonly importId: Id
  readonly compoundId: Id
}
export interface StageImport extends DataOf<'ImportStaged'> {
  readonly type: 'StageImport'
}
export interface StageImportRows extends DataOf<'ImportRowsStaged'> {
  readonly type: 'StageImportRows'
}
export interface BookImport extends OfImport {
  readonly type: 'BookImport'
  /** What was looked at: another reading meanwhile is not booked. */
  readonly stagingId: Id
  /** False: nothing is booked while a row fails. */
  readonly takeGoodRows: boolean
}
export interface NoteBookedBatches extends DataOf<'ImportBatchesBooked'> {
  readonly type: 'NoteBookedBatches'
}
export interface DiscardImport extends OfImport {
  readonly type: 'DiscardImport'
}
export type FundImportCommand = StageImport | StageImportRows | BookImport | NoteBookedBatches | DiscardImport

type Events = readonly FundImportEvent[]

export const fundImportDecider: Decider<FundImportCommand, FundImportEvent, FundImportState> = {
  initial,
  evolve,
  decide(command, state) {
    switch (command.type) {
      case 'StageImport':
        return stage(command, state)
      case 'StageImportRows':
        return stageRows(command, state)
      case 'BookImport':
        return book(command, state)
      case 'NoteBookedBatches':
        return note(command, state)
      case 'DiscardImport':
        return discard(command, state)
      default:
        return unreachable(command)
    }
  },
}

/** A file that is booked stays what it is: the same file twice adds nothing. */
function stage({ type: _, ...data }: StageImport, state: FundImportState): Events {
  if (state.status === 'booking' || state.status === 'booked' || state.stagingId === data.stagingId) return []
  requireColumns(data.columns)
  if (data.rows < 1) throw reject('fund-sheet-empty')
  if (data.rows > MAX_IMPORT_ROWS) throw reject('fund-sheet-too-many-rows', { limit: MAX_IMPORT_ROWS })
  return [ImportStaged({ ...data })]
}

function stageRows({ type: _, ...data }: StageImportRows, state: FundImportState): Events {
  if (state.stagingId !== data.stagingId) throw reject('fund-import-changed')
  if (data.from < state.received || state.status !== 'staging') return []
  if (data.from > state.received) throw new RangeError(`rows from ${data.from} came after ${state.received}`)
  return [ImportRowsStaged({ ...data })]
}

function book({ importId, compoundId, stagingId, takeGoodRows }: BookImport, state: FundImportState): Events {
  if (state.status === 'booking' || state.status === 'booked') return []
  requireKnown(state)
  if (state.status === 'discarded') throw reject('fund-import-discarded')
  if (state.status !== 'staged') throw reject('fund-import-not-staged')
  if (state.stagingId !== stagingId) throw reject('fund-import-changed')
  const failed = state.rows.flat().filter(({ outcome }) => outcome === 'failed')
  if (failed.length > 0 && !takeGoodRows)
    throw reject('fund-import-has-failed-rows', { failed: failed.length, row: failed[0]?.row ?? 0 })
  const batches = batchesOf(state).length
  if (batches === 0) throw reject('fund-import-nothing-to-book')
  return [ImportBookingBegun({ importId, compoundId, stagingId, batches })]
}

function note({ type: _, ...data }: NoteBookedBatches, state: FundImportState): Events {
  if (state.status !== 'booking' || data.through <= state.batchesDone) return []
  const booked = ImportBatchesBooked({ ...data })
  if (data.through < batchesOf(state).length) return [booked]
  const { importId, compoundId } = data
  return [booked, ImportBooked({ importId, compoundId, ...bookedFigures(evolve(state, booked)) })]
}

function bookedFigures({ rows, left, kept }: FundImportState) {
  const figures = { matched: 0, matchedFen: 0, suspense: 0, suspenseFen: 0 }
  for (const { row, outcome: planned, amountFen } of rows.flat()) {
    const outcome = kept.has(row) ? 'suspense' : planned
    if (left.has(row) || (outcome !== 'matched' && outcome !== 'suspense')) continue
    figures[outcome]++
    figures[`${outcome}Fen`] += amountFen ?? 0
  }
  return figures
}

function discard({ importId, compoundId }: DiscardImport, state: FundImportState): Events {
  if (state.status === 'discarded') return []
  requireKnown(state)
  if (state.status === 'booking' || state.status === 'booked') throw reject('fund-import-booked')
  return [ImportDiscarded({ importId, compoundId })]
}

function requireKnown(state: FundImportState): void {
  if (state.status === 'none') throw reject('fund-import-unknown')
}
