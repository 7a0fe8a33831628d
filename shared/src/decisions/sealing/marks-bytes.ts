/**
 * The marks of one ballot as bytes of one length for all ballots, whatever is marked: a version, the number of marks,
 * and for each its item and answer in a slot of fixed width, filled with zeros. The filling is checked when it is read,
 * so that nothing can be hidden behind the marks.
 */
import { Id } from '@changxin/shared/kernel'
import { sameBytes, utf8 } from '@changxin/shared/ledger/bytes'
import { MAX_ITEMS, Mark, type Marks } from '../items.ts'

const VERSION = 1
const HEAD_BYTES = 2
/** The longest id. */
const ID_BYTES = 64
/** Length of the id, the id, the answer. */
const SLOT_BYTES = 1 + ID_BYTES + 1
export const MARKS_BYTES = HEAD_BYTES + MAX_ITEMS * SLOT_BYTES

/** Why bytes that were sealed for this head are no ballot all the same. */
export type Unreadable = 'unreadable' | 'unknown-item' | 'marked-twice'
export type ReadMarks = { readonly marks: Marks } | { readonly marks: null; readonly reason: Unreadable }

/** Throws RangeError for more marks than items can be, an item marked twice, or what is no id: a page never does that. */
export function marksToBytes(marks: Marks): Uint8Array {
  if (marks.length > MAX_ITEMS) throw new RangeError(`a ballot has at most ${MAX_ITEMS} items`)
  if (new Set(marks.map((mark) => mark.itemId)).size < marks.length) throw new RangeError('an item is marked twice')
  const bytes = new Uint8Array(MARKS_BYTES)
  bytes.set([VERSION, marks.length])
  marks.forEach(({ itemId, mark }, index) => {
    const at = HEAD_BYTES + index * SLOT_BYTES
    const id = utf8(Id.parse(itemId))
    bytes[at] = id.length
    bytes.set(id, at + 1)
    bytes[at + 1 + ID_BYTES] = 1 + Mark.options.indexOf(mark)
  })
  return bytes
}

function readSlot(bytes: Uint8Array, index: number): Marks[number] | null {
  const at = HEAD_BYTES + index * SLOT_BYTES
  const itemId = String.fromCharCode(...bytes.subarray(at + 1, at + 1 + Math.min(bytes[at] ?? 0, ID_BYTES)))
  const mark = Mark.options[(bytes[at + 1 + ID_BYTES] ?? 0) - 1]
  return mark !== undefined && Id.safeParse(itemId).success ? { itemId, mark } : null
}

/** The opposite of `marksToBytes`; `itemIds` are those of the decision. An item may be without a mark: it counts as abstained. */
export function bytesToMarks(bytes: Uint8Array, itemIds: readonly string[]): ReadMarks {
  const no = (reason: Unreadable): ReadMarks => ({ marks: null, reason })
  const count = bytes[1] ?? 0
  if (bytes.length !== MARKS_BYTES || bytes[0] !== VERSION || count > MAX_ITEMS) return no('unreadable')
  const marks: Marks = []
  for (let index = 0; index < count; index++) {
    const read = readSlot(bytes, index)
    if (read === null) return no('unreadable')
    marks.push(read)
  }
  if (new Set(marks.map((mark) => mark.itemId)).size < count) return no('marked-twice')
  // Written again it must be the same, the filling included.
  if (!sameBytes(marksToBytes(marks), bytes)) return no('unreadable')
  return marks.every((mark) => itemIds.includes(mark.itemId)) ? { marks } : no('unknown-item')
}
