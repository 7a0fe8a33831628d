/** Shows that two logs are one: every event, the numbers that erasures left, the tree, and the checkpoints signed on it. */
import { CHECKPOINT_STREAM } from '@changxin/shared/ledger'
import { firstDifferenceOf } from '../difference.ts'
import type { ErasedStart, StoredLog } from '../importing.ts'
import { logTree } from '../merkle.ts'
import { type Evidence, readableCheckpoints } from '../verify-checkpoints.ts'
import { treeAndCheckpoints } from '../verify-tree.ts'
import { CopyDiffers } from './differs.ts'
import { nameOf, walkTogether } from './walk.ts'

export interface CopyCheck {
  readonly events: number
  readonly leaves: number
  readonly rootHash: string
  readonly checkpoints: number
  /** Streams of which nothing is left but their numbers. */
  readonly erased: number
}

export interface CheckOptions extends Evidence {
  readonly source: StoredLog
  readonly target: StoredLog
  onProgress?(done: number, of: number): void
}

const listed = (streams: readonly ErasedStart[]) => streams.map(({ stream, revisions }) => `${stream} ${revisions}`)

function checkErased(source: readonly ErasedStart[], target: readonly ErasedStart[]): void {
  const [mine, theirs] = [new Set(listed(source)), new Set(listed(target))]
  const other = [...mine].find((one) => !theirs.has(one)) ?? [...theirs].find((one) => !mine.has(one))
  if (other) throw new CopyDiffers('other-erasures', `only on one side: ${other} numbers of erased events`)
}

/** Throws CopyDiffers at the first place where they are not the same. */
export async function checkCopy({ source, target, onProgress, ...evidence }: CheckOptions): Promise<CopyCheck> {
  const of = await source.size()
  const tree = treeAndCheckpoints(readableCheckpoints(await source.read(CHECKPOINT_STREAM)), evidence, '')
  const copied = logTree()
  let events = 0
  const walk = async (): Promise<void> => {
    const walked = await walkTogether(
      source,
      target,
      (mine, theirs) => {
        tree.next(mine)
        copied.addEvent(theirs)
      },
      (done) => onProgress?.(done, of),
    )
    events = walked.events
    const [more] = await source.page(walked.at, 1)
    if (more) throw new CopyDiffers('unfinished', `the target ends before ${nameOf(more)}`, events + 1)
    tree.end(walked.at ?? '')
    if (tree.rootHash() !== copied.rootHash()) throw new CopyDiffers('other-root', 'the roots of the trees differ')
  }
  const difference = await firstDifferenceOf(walk())
  if (difference)
    throw new CopyDiffers('broken-source', `${difference.position} ${difference.what}: ${difference.detail}`)
  const erased = await source.erasedWhole()
  checkErased(erased, await target.erasedWhole())
  return {
    ...{ events, leaves: tree.leaves(), rootHash: tree.rootHash() },
    ...{ checkpoints: tree.checkpoints(), erased: erased.length },
  }
}
