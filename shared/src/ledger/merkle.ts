/** RFC 6962 Merkle trees: roots, proofs and their verification, as pure functions of hashes and a SHA-256. */
import { type Sha256, sameBytes } from './bytes/index.ts'

const LEAF_PREFIX = 0x00
const NODE_PREFIX = 0x01
const HASH_BYTES = 32
/** A tree of 2^53 leaves has no longer path. */
export const MAX_PROOF_HASHES = 64

/** `leafAt(i)` for 0 ≤ i < size: an array, a table or a file. */
export type LeafAt = (index: number) => Uint8Array

export function leafHash(sha256: Sha256, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 1)
  bytes[0] = LEAF_PREFIX
  bytes.set(content, 1)
  return sha256(bytes)
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES)
  bytes[0] = NODE_PREFIX
  bytes.set(left, 1)
  bytes.set(right, 1 + HASH_BYTES)
  return sha256(bytes)
}

export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(new Uint8Array(0))

/** The whole subtrees of a tree, largest first: all that is needed to add leaves and to name the root. */
export interface Frontier {
  readonly size: number
  readonly subtrees: readonly Uint8Array[]
}

export const emptyFrontier: Frontier = { size: 0, subtrees: [] }

/** A frontier that takes leaves one by one. Give it the saved one to go on where that stopped. */
export function growingTree(sha256: Sha256, from: Frontier = emptyFrontier) {
  let size = from.size
  const subtrees = [...from.subtrees]
  return {
    add(leaf: Uint8Array): void {
      let node = leaf
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        node = nodeHash(sha256, subtrees.pop() as Uint8Array, node)
      }
      subtrees.push(node)
      size++
    },
    size: () => size,
    root: () => frontierRoot(sha256, { size, subtrees }),
    frontier: (): Frontier => ({ size, subtrees: [...subtrees] }),
  }
}

/** Throws a RangeError when the subtrees do not belong to a tree of that size. */
export function frontierRoot(sha256: Sha256, frontier: Frontier): Uint8Array {
  const whole = BigInt(frontier.size).toString(2).replaceAll('0', '').length
  if (whole !== frontier.subtrees.length)
    throw new RangeError(`a tree of ${frontier.size} leaves has ${whole} subtrees`)
  let root = frontier.subtrees.at(-1)
  if (!root) return emptyRoot(sha256)
  for (let index = whole - 2; index >= 0; index--) root = nodeHash(sha256, frontier.subtrees[index] as Uint8Array, root)
  return root
}

/** The largest power of two below a size ≥ 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

export function treeRoot(sha256: Sha256, leafAt: LeafAt, size: number, from = 0): Uint8Array {
  const tree = growingTree(sha256)
  for (let index = from; index < from + size; index++) tree.add(leafAt(index))
  return tree.root()
}

/** Root of the `length` leaves from `start` on: hashed from the leaves, or read where whole subtrees are kept. */
export type RootOf = (start: number, length: number) => Uint8Array

/** The neighbours on the way from a leaf up to the root of the first `size` leaves, nearest first. */
export function inclusionPath(rootOf: RootOf, index: number, size: number): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const path: Uint8Array[] = []
  let [start, length] = [0, size]
  while (length > 1) {
    const split = splitOf(length)
    const inLeft = index - start < split
    path.push(inLeft ? rootOf(start + split, length - split) : rootOf(start, split))
    ;[start, length] = inLeft ? [start, split] : [start + split, length - split]
  }
  return path.reverse()
}

/** Shows that the tree of `oldSize` leaves is the beginning of the tree of `size` leaves. */
export function consistencyPath(rootOf: RootOf, oldSize: number, size: number): Uint8Array[] {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`a tree of ${oldSize} cannot grow to ${size}`)
  if (oldSize === 0 || oldSize === size) return []
  const path: Uint8Array[] = []
  let [start, length, old] = [0, size, oldSize]
  while (old !== length) {
    const split = splitOf(length)
    if (old <= split) {
      path.push(rootOf(start + split, length - split))
      length = split
    } else {
      path.push(rootOf(start, split))
      ;[start, length, old] = [start + split, length - split, old - split]
    }
  }
  // The old tree is itself a whole subtree when nothing was to its left: then its root is known already.
  if (start > 0) path.push(rootOf(start, length))
  return path.reverse()
}

const fromLeaves =
  (sha256: Sha256, leafAt: LeafAt): RootOf =>
  (start, length) =>
    treeRoot(sha256, leafAt, length, start)

export const inclusionProof = (sha256: Sha256, leafAt: LeafAt, index: number, size: number): Uint8Array[] =>
  inclusionPath(fromLeaves(sha256, leafAt), index, size)

export const consistencyProof = (sha256: Sha256, leafAt: LeafAt, oldSize: number, size: number): Uint8Array[] =>
  consistencyPath(fromLeaves(sha256, leafAt), oldSize, size)

export interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** True only when the leaf is at that place of the tree with that size and root. */
export function verifyInclusion(sha256: Sha256, { leaf, index, size, path, root }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false
  if (path.length > MAX_PROOF_HASHES) return false
  let [place, last, node] = [index, size - 1, leaf]
  for (const neighbour of path) {
    if (last === 0) return false
    const isRight = place % 2 === 1
    if (isRight || place === last) {
      node = nodeHash(sha256, neighbour, node)
      // A last node without neighbour rises unchanged, to the level where it is a right child.
      while (!isRight && place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      node = nodeHash(sha256, node, neighbour)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && sameBytes(node, root)
}

export interface Consistency {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** True only when the old tree is the beginning of the new one. */
export function verifyConsistency(sha256: Sha256, proof: Consistency): boolean {
  const { oldSize, oldRoot, size, root, path } = proof
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size) || oldSize < 0 || oldSize > size) return false
  if (path.length > MAX_PROOF_HASHES) return false
  if (oldSize === size) return path.length === 0 && sameBytes(oldRoot, root)
  if (oldSize === 0) return path.length === 0 && sameBytes(oldRoot, emptyRoot(sha256))
  let [place, last] = [oldSize - 1, size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  const [first, ...rest] = place === 0 ? [oldRoot, ...path] : path
  if (!first) return false
  let [old, whole] = [first, first]
  for (const neighbour of rest) {
    if (last === 0) return false
    const isRight = place % 2 === 1
    if (isRight || place === last) {
      old = nodeHash(sha256, neighbour, old)
      whole = nodeHash(sha256, neighbour, whole)
      while (!isRight && place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      whole = nodeHash(sha256, whole, neighbour)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && sameBytes(old, oldRoot) && sameBytes(whole, root)
}

// Not `>>`: a log may hold more than 2^31 leaves.
const half = (place: number) => Math.floor(place / 2)
