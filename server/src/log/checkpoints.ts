/** Signs the daily checkpoint: size and root of the log's tree, chained to the checkpoint before, itself an event. */
import { type Day, type EventMetadata, type Instant, type Recorded, readEvent } from '@changxin/shared/kernel'
import {
  CHECKPOINT_STREAM,
  type Checkpoint,
  CheckpointSigned,
  checkpointText,
  type SignedCheckpoint,
} from '@changxin/shared/ledger'
import type { CheckpointKeys } from './checkpoint-keys.ts'
import { readTreeState, type TreeState, writeTreeState } from './frontier-file.ts'
import { sha256Hex, uuidFrom } from './hashing.ts'
import { logTree, storedText } from './merkle.ts'
import { type Log, type LogReader, WrongExpectedRevision } from './port.ts'

const SCAN_PAGE_EVENTS = 500
const MAX_TRIES = 3

export interface SignCheckpointOptions {
  readonly log: Log
  readonly keys: CheckpointKeys
  /** The day whose end it marks; one checkpoint a day. */
  readonly day: Day
  readonly occurredAt: Instant
  /** Remembers the tree between checkpoints; without it the whole log is hashed. */
  readonly frontierFile?: string
}

/** Each checkpoint of the log, oldest first. */
export async function readCheckpoints(log: LogReader): Promise<SignedCheckpoint[]> {
  return (await log.read(CHECKPOINT_STREAM)).map(checkpointOf)
}

function checkpointOf(event: Recorded): SignedCheckpoint {
  return readEvent(CheckpointSigned, event.version, event.data) as SignedCheckpoint
}

/** What the next checkpoint names as `previous`. */
export const checkpointHash = (checkpoint: Checkpoint): string => sha256Hex(checkpointText(checkpoint))

/**
 * The checkpoint of the day, signed now unless it is there already. It covers every event that was in the log when the
 * hashing ended; those that were appended since come with the next one. Throws a RangeError for a day before the last.
 */
export async function signCheckpoint(options: SignCheckpointOptions): Promise<SignedCheckpoint> {
  const { log, day } = options
  for (let tried = 1; ; tried++) {
    const earlier = await readCheckpoints(log)
    const signed = earlier.find((checkpoint) => checkpoint.day === day)
    if (signed) return signed
    const last = earlier.at(-1)
    if (last && last.day > day) throw new RangeError(`the log has a checkpoint of ${last.day}: too late for ${day}`)
    try {
      return await signNext(options, last, earlier.length)
    } catch (error) {
      // Another signed meanwhile: theirs counts.
      if (!(error instanceof WrongExpectedRevision) || tried >= MAX_TRIES) throw error
    }
  }
}

async function signNext(
  { log, keys, day, occurredAt, frontierFile }: SignCheckpointOptions,
  last: SignedCheckpoint | undefined,
  revision: number,
): Promise<SignedCheckpoint> {
  const known = last && frontierFile ? readTreeState(frontierFile, last) : undefined
  const tree = await hashOn(log, known)
  const checkpoint: Checkpoint = {
    day,
    size: tree.frontier.size,
    rootHash: tree.rootHash,
    previous: last ? checkpointHash(last) : null,
    keyId: keys.keyId,
  }
  const event = CheckpointSigned({ ...checkpoint, signature: keys.sign(checkpointText(checkpoint)) })
  const metadata: EventMetadata = {
    commandId: `checkpoint-${day}`,
    inputHash: sha256Hex(day),
    actor: 'system',
    channel: 'timer',
    occurredAt,
  }
  const appended = await log.append(CHECKPOINT_STREAM, revision === 0 ? 'none' : revision - 1, [
    { id: uuidFrom(`checkpoint ${day}`), version: CheckpointSigned.version, ...event, metadata },
  ])
  const [stored] = await log.read(CHECKPOINT_STREAM, appended.revision)
  if (!stored) throw new Error('the checkpoint that was just signed is not in the log')
  const signed = checkpointOf(stored)
  if (frontierFile && signed.rootHash === checkpoint.rootHash) writeTreeState(frontierFile, tree)
  return signed
}

/** The tree of all that is in the log now, from a known state on. */
async function hashOn(log: LogReader, known: TreeState | undefined): Promise<TreeState & { rootHash: string }> {
  const until = await log.head()
  // Where the log was before it was copied here: positions of another engine say nothing.
  const from = known?.after?.[0] === until?.[0] ? known : undefined
  const tree = logTree(from?.frontier)
  let after = from?.after ?? null
  while (until !== null && (after === null || after < until)) {
    const page = await log.readAll(after, SCAN_PAGE_EVENTS)
    const last = page.at(-1)
    if (!last) break
    const wanted = page.filter((event) => event.position <= until)
    for (const event of wanted) tree.addEvent(storedText(event))
    after = wanted.at(-1)?.position ?? until
    // The thread has other work: signing is never urgent.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { after, frontier: tree.frontier(), rootHash: tree.rootHash() }
}
