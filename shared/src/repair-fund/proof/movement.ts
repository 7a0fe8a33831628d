/** What an entry moved, from its event as the proof shows it: the same double entry that the book is kept by. */
import type { Id } from '../../kernel/index.ts'
import { type BookingKind, journalOf, type Known } from '../ledger/journal.ts'
import type { ProofEvent, ProofRow } from './proof.ts'

export interface ProvedMovement {
  readonly unitId: Id
  readonly kind: BookingKind
  /** Null for `EntryReversed`: its day is in the metadata, which the proof withholds. */
  readonly on: string | null
  /** Signed: what the account gained. */
  readonly amountFen: number
}

/** Lists of money events whose rows the proof withholds but for the owner's. */
const LISTS = ['rows', 'units', 'sellers', 'from', 'to', 'owed']

/** Only of pools, whose lines the proof does not show. */
const known: Known = { bookOf: () => 'commercial', accountOf: () => undefined }

/** Null: the event says nothing of such an entry of a unit. Undefined: it is no money event of this program. */
export function movementOf(event: ProofEvent, row: ProofRow | null, entryId: Id): ProvedMovement | null | undefined {
  try {
    const data = JSON.parse(event.data) as Record<string, unknown>
    for (const list of LISTS) if (typeof data[list] === 'number') data[list] = []
    if (row) data[row.list] = [JSON.parse(row.text)]
    const journal = journalOf({ type: event.type, data } as unknown as Parameters<typeof journalOf>[0], '', known)
    const movement = journal?.movements.find((one) => one.entryId === entryId)
    if (!journal || movement?.holder.of !== 'unit') return null
    const { holder, fen: amountFen } = movement
    return { unitId: holder.unitId, kind: journal.kind, on: movement.on ?? (journal.on || null), amountFen }
  } catch {
    return undefined
  }
}
