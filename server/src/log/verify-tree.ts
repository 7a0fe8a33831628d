/** What every engine's verification shares: the tree, grown leaf by leaf, against every signed checkpoint. */
import type { Position } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM } from '@changxin/shared/ledger'
import type { StoredEvent } from './chain.ts'
import { Differs } from './difference.ts'
import { hashOfLeaf, type LeafHashes, leavesOf, logTree } from './merkle.ts'
import { checkpointVerifier, type Evidence, type StoredCheckpoint, type WantedRoot } from './verify-checkpoints.ts'

/**
 * Takes the events in log order. `stored`: the checkpoints of the log up to where the run will end. Throws Differs, also
 * at once, for a checkpoint kept outside that is not signed.
 */
export function treeAndCheckpoints(stored: readonly StoredCheckpoint[], evidence: Evidence, start: Position) {
  const checkpoints = checkpointVerifier(stored, evidence, start)
  const tree = treeVerifier(checkpoints.wantedRoots, start)
  return {
    leaves: tree.leaves,
    rootHash: tree.rootHash,
    checkpoints: checkpoints.count,
    next(event: StoredEvent, known?: LeafHashes): void {
      if (event.stream === CHECKPOINT_STREAM) checkpoints.next(event, tree.leaves())
      tree.add(event, known)
    },
    /** `position`: where the next event would be. */
    end: (position: Position) => checkpoints.end(position, tree.leaves()),
  }
}

/** Grows the tree and compares it wherever a checkpoint says what its root was. */
function treeVerifier(wanted: readonly WantedRoot[], start: Position) {
  const tree = logTree()
  let next = 0
  const compare = (position: Position): void => {
    for (let root = wanted[next]; root && root.size <= tree.size(); root = wanted[++next]) {
      if (tree.rootHash() !== root.rootHash) throw new Differs('wrong-root', root.position ?? position, root.detail)
    }
  }
  compare(start)
  return {
    leaves: tree.size,
    rootHash: tree.rootHash,
    add(event: StoredEvent, known?: LeafHashes): void {
      for (const leaf of leavesOf(event, known)) {
        tree.add(hashOfLeaf(leaf))
        compare(event.position)
      }
    },
  }
}
