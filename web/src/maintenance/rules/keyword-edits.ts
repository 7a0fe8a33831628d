/**
 * A table of keywords while it is edited: what was changed since it was read, one step back, and what becomes of the
 * changes when somebody else adopts another table meanwhile.
 */
import { type KeywordRow, KeywordRows, keywordKey, MAX_KEYWORDS } from '@changxin/shared/maintenance'
import { z } from 'zod'

/** Beyond this the oldest step cannot be taken back any more. */
const MAX_STEPS = 100

type Rows = readonly KeywordRow[]
export interface KeywordEdits {
  /** As they were read, and at which revision. */
  readonly base: Rows
  readonly revision: number
  readonly rows: Rows
  /** The rows before each change, newest last. */
  readonly past: readonly Rows[]
}

export const beginEdits = ({ rows, revision }: { rows: Rows; revision: number }): KeywordEdits => ({
  base: rows,
  revision,
  rows,
  past: [],
})

const isWord = (word: string) => (row: KeywordRow) => keywordKey(row.word) === keywordKey(word)
const plain = ({ word, category, urgency, weight }: KeywordRow) => JSON.stringify([word, category, urgency, weight])
const isSame = (one: KeywordRow, other: KeywordRow) => plain(one) === plain(other)

function changed(edits: KeywordEdits, rows: Rows): KeywordEdits {
  return { ...edits, rows, past: [...edits.past, edits.rows].slice(-MAX_STEPS) }
}

/** In the place of the word that it replaces, else of the same word, else at the end. */
export function putWord(edits: KeywordEdits, row: KeywordRow, replaces = row.word): KeywordEdits {
  return changed(edits, withRow(edits.rows, row, replaces))
}

function withRow(rows: Rows, row: KeywordRow, replaces: string): Rows {
  const at = rows.findIndex(isWord(replaces))
  return at < 0 ? [...rows, row] : rows.with(at, row)
}

export function dropWord(edits: KeywordEdits, word: string): KeywordEdits {
  return changed(
    edits,
    edits.rows.filter((row) => !isWord(word)(row)),
  )
}

export function undo(edits: KeywordEdits): KeywordEdits {
  const rows = edits.past.at(-1)
  return rows ? { ...edits, rows, past: edits.past.slice(0, -1) } : edits
}

export interface Changes {
  readonly added: Rows
  readonly altered: Rows
  readonly removed: Rows
}

export function changesOf({ base, rows }: Pick<KeywordEdits, 'base' | 'rows'>): Changes {
  const before = new Map(base.map((row) => [keywordKey(row.word), row]))
  const now = new Set(rows.map(({ word }) => keywordKey(word)))
  return {
    added: rows.filter(({ word }) => !before.has(keywordKey(word))),
    altered: rows.filter((row) => {
      const was = before.get(keywordKey(row.word))
      return was !== undefined && !isSame(was, row)
    }),
    removed: base.filter(({ word }) => !now.has(keywordKey(word))),
  }
}

export const hasChanges = (edits: KeywordEdits): boolean =>
  Object.values(changesOf(edits)).some((rows) => rows.length > 0)

/**
 * The same changes made to the table that stands now. `clashes`: words that somebody else changed otherwise; what was
 * changed here holds, and the screen names them.
 */
export function rebase(
  edits: KeywordEdits,
  theirs: { readonly rows: Rows; readonly revision: number },
): { readonly edits: KeywordEdits; readonly clashes: readonly string[] } {
  const { added, altered, removed } = changesOf(edits)
  const gone = new Set(removed.map(({ word }) => keywordKey(word)))
  const rows = [...added, ...altered].reduce<Rows>(
    (merged, row) => withRow(merged, row, row.word),
    theirs.rows.filter(({ word }) => !gone.has(keywordKey(word))),
  )
  const other = changesOf({ base: edits.base, rows: theirs.rows })
  const touched = [...other.added, ...other.altered, ...other.removed]
  const clashes = [...added, ...altered, ...removed]
    .filter((row) => touched.some(isWord(row.word)))
    .filter((row) => !endsAlike(row.word, rows, theirs.rows))
  return { edits: { ...beginEdits(theirs), rows }, clashes: clashes.map(({ word }) => word) }
}

function endsAlike(word: string, one: Rows, other: Rows): boolean {
  const [mine, theirs] = [one.find(isWord(word)), other.find(isWord(word))]
  return mine === undefined || theirs === undefined ? mine === theirs : isSame(mine, theirs)
}

/** Why a word cannot be put there; the decider has the sentences. `replaces`: the word that is being edited. */
export function problemOf(rows: Rows, row: KeywordRow, replaces: string | null): string | null {
  const others = replaces === null ? rows : rows.filter((one) => !isWord(replaces)(one))
  if (others.some(isWord(row.word))) return 'keyword-twice'
  if (row.category === null && row.urgency === null) return 'keyword-says-nothing'
  return others.length >= MAX_KEYWORDS ? 'too-many' : null
}

const Kept = z.object({ revision: z.int(), base: KeywordRows, rows: KeywordRows, on: z.string().max(10) })
/** `on`: the day of the table that was edited; empty for the one in force. */
export type KeptKeywords = z.infer<typeof Kept> | null
export const readKeptKeywords = (kept: unknown): KeptKeywords => Kept.safeParse(kept).data ?? null

export interface KeywordGroup {
  readonly category: KeywordRow['category']
  readonly rows: Rows
}

/** By category in the order of the table; what speaks for none stands last. */
export function groupsOf(rows: Rows): readonly KeywordGroup[] {
  const groups = [...Map.groupBy(rows, ({ category }) => category)].map(([category, inGroup]) => ({
    category,
    rows: inGroup,
  }))
  return [...groups.filter(({ category }) => category !== null), ...groups.filter(({ category }) => category === null)]
}
