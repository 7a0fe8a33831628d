/**
 * What a leaf of the tree says. No position of an engine is in it, so that a log copied to another engine has the same
 * tree, and data and metadata are there as hashes, so that a proof may withhold them.
 *
 * A bulk event (its data has a list called `rows`, or lists whose every item has an `entryId`: what several accounts get
 * or give at once) makes one leaf for the event, with each list replaced by its number, and one leaf for each row,
 * following at once, list after list. The number is enough: the tree fixes which leaves follow, and each names its event
 * and its place, so that no row can be added, dropped or moved without another root. The proof of a row shows that row
 * alone. A salt that only the holder of the whole event can compute keeps an owner from guessing the amounts of the
 * neighbours out of the hashes in the proof.
 */
import { lengthPrefixed } from './bytes/index.ts'

interface LeafHead {
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly version: number
  readonly id: string
}

export interface EventLeaf extends LeafHead {
  readonly kind: 'event'
  /** Hex SHA-256 of the data as stored; for a bulk event, of the data with `rows` replaced by their number. */
  readonly dataHash: string
  /** Hex SHA-256 of the metadata as stored. */
  readonly metadataHash: string
}

export interface RowLeaf extends LeafHead {
  readonly kind: 'row'
  /** The list that it is a row of. */
  readonly list: string
  /** In that list. */
  readonly index: number
  /** Hex; shown with the row. */
  readonly salt: string
  /** Hex SHA-256 of the row's JSON text. */
  readonly rowHash: string
}

export type Leaf = EventLeaf | RowLeaf

const headOf = (leaf: Leaf): string[] => [
  leaf.kind,
  leaf.stream,
  String(leaf.revision),
  leaf.type,
  String(leaf.version),
  leaf.id,
]

/** `0` for the first of `rows`, `units/0` for the first of another list. */
export const placeOfRow = (list: string, index: number): string => (list === 'rows' ? `${index}` : `${list}/${index}`)

/** The content of the leaf, to be hashed as UTF-8 after the leaf prefix. */
export function leafText(leaf: Leaf): string {
  return lengthPrefixed(
    leaf.kind === 'event'
      ? [...headOf(leaf), leaf.dataHash, leaf.metadataHash]
      : [...headOf(leaf), placeOfRow(leaf.list, leaf.index), leaf.salt, leaf.rowHash],
  )
}

/** Hashed to make a row's salt. `secret` comes from the metadata, which hold the command's random key: nobody else can guess it. */
export function saltText(wholeDataHash: string, secret: string, place: string): string {
  return lengthPrefixed(['salt', wholeDataHash, secret, place])
}

/**
 * Hashed to make the secret of every list but `rows`, whose secret is the hash of the metadata: a proof that shows the
 * event's own leaf shows that hash too, and rows of `rows` are then hidden by the ids of their entries alone.
 */
export const secretText = (metadata: string): string => lengthPrefixed(['secret', metadata])
