/**
 * Paths in the tree of the log under a checkpoint, from a kept file that is brought up to the checkpoint when somebody
 * asks: leaves after the last checkpoint prove nothing yet, so nothing is hashed for them. From events in log order
 * alone, on any engine.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Position, Recorded } from '@changxin/shared/kernel'
import { type Checkpoint, consistencyPath, inclusionPath, type Leaf, toHex } from '@changxin/shared/ledger'
import { hashOfLeaf, type LogReader, LogUnavailable, leavesOf, storedText } from '../../log/index.ts'
import { openTreeFile, type Reached, type TreeFile } from './tree-file.ts'

/** Hashed in one go on the thread that has other work: a few milliseconds. */
const PAGE_EVENTS = 128
const FIND_PAGE_EVENTS = 64

export const keptTreeFileOf = (dataDir: string) => join(dataDir, 'checkpoint-tree.db')

export interface FoundEvent {
  readonly event: Recorded
  readonly leaves: readonly Leaf[]
  /** Place of its first leaf in the tree. */
  readonly first: number
}

/** The tree as it was under one checkpoint. Hashes in hex. */
export interface TreeAt {
  readonly size: number
  rootHash(size: number): string
  inclusion(index: number): string[]
  consistency(oldSize: number): string[]
  /** Undefined when there is no event there that has all its leaves under the checkpoint. */
  find(position: Position): Promise<FoundEvent | undefined>
}

type CheckpointRoot = Pick<Checkpoint, 'size' | 'rootHash'>

export interface KeptTree {
  at<Result>(checkpoint: CheckpointRoot, use: (tree: TreeAt) => Promise<Result>): Promise<Result>
}

export function createKeptTree({ log, file }: { readonly log: LogReader; readonly file: string }): KeptTree {
  /** One at a time. */
  let making: Promise<void> = Promise.resolve()
  /** Roots that a file made anew did not have either: then it is the log that is not what it was, and the proof shows it. */
  const inVain = new Set<string>()

  async function isOfAnotherEngine({ after }: Reached): Promise<boolean> {
    return after !== null && after[0] !== (await log.head())?.[0]
  }

  async function reach(tree: TreeFile, size: number): Promise<void> {
    for (let reached = tree.reached(); reached.leaves < size; reached = tree.reached()) {
      const page = await log.readAll(reached.after, PAGE_EVENTS)
      if (page.length === 0) return
      tree.add(reached, page.map(hashedOf))
      await nextTurn()
    }
  }

  /** Brings the file up to the checkpoint; false when it is damaged, of another log, or has another root. */
  async function becameWhole({ size, rootHash }: CheckpointRoot): Promise<boolean> {
    let tree: TreeFile | undefined
    try {
      tree = openTreeFile(file)
      if (await isOfAnotherEngine(tree.reached())) return false
      await reach(tree, size)
      return toHex(tree.rootOf(0, size)) === rootHash
    } catch (error) {
      if (error instanceof LogUnavailable) throw error
      return false
    } finally {
      tree?.close()
    }
  }

  async function make(checkpoint: CheckpointRoot): Promise<void> {
    if (inVain.has(checkpoint.rootHash) || (await becameWhole(checkpoint))) return
    for (const name of [file, `${file}-journal`]) rmSync(name, { force: true })
    if (!(await becameWhole(checkpoint))) inVain.add(checkpoint.rootHash)
  }

  return {
    async at(checkpoint, use) {
      making = making.catch(() => undefined).then(() => make(checkpoint))
      await making
      const tree = openTreeFile(file)
      try {
        return await use(treeAt(log, tree, checkpoint.size))
      } finally {
        tree.close()
      }
    },
  }
}

const hashedOf = (event: Recorded) => ({
  position: event.position,
  hashes: leavesOf(storedText(event)).map(hashOfLeaf),
})

function treeAt(log: LogReader, tree: TreeFile, size: number): TreeAt {
  return {
    size,
    rootHash: (oldSize) => toHex(tree.rootOf(0, oldSize)),
    inclusion: (index) => inclusionPath(tree.rootOf, index, size).map(toHex),
    consistency: (oldSize) => consistencyPath(tree.rootOf, oldSize, size).map(toHex),
    async find(position) {
      let { after, leaves: first } = tree.markBefore(position)
      for (;;) {
        const page = await log.readAll(after, FIND_PAGE_EVENTS)
        for (const event of page) {
          const leaves = leavesOf(storedText(event))
          if (event.position > position || leaves.length + first > size) return undefined
          if (event.position === position) return leaves.length > 0 ? { event, leaves, first } : undefined
          first += leaves.length
        }
        after = page.at(-1)?.position ?? null
        if (after === null) return undefined
      }
    },
  }
}
