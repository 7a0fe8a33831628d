/** The checkpoints' part of the verification: each follows from the one before, is signed, and agrees with the tree. */
import { type Position, readEvent } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM, CheckpointSigned, checkpointText, type SignedCheckpoint } from '@changxin/shared/ledger'
import type { StoredEvent } from './chain.ts'
import { isSignedBy, keyIdOf } from './checkpoint-keys.ts'
import { checkpointHash } from './checkpoints.ts'
import { Differs } from './difference.ts'

/** What signatures are checked with. */
export interface Evidence {
  /** SPKI PEM; `checkpointPublicKeys(keysDir)`, or better the ones that somebody else kept. */
  readonly publicKeys: readonly string[]
  /** Checkpoints that were kept outside: only these show that the end of the log was cut off with its checkpoints. */
  readonly held?: readonly SignedCheckpoint[]
}

/** What the tree's root must be when it has so many leaves; the position is the checkpoint's, where it is in the log. */
export interface WantedRoot {
  readonly size: number
  readonly rootHash: string
  readonly position: Position | undefined
  readonly detail: string
}

export interface StoredCheckpoint {
  readonly position: Position
  readonly checkpoint: SignedCheckpoint
}

function parse(version: number, data: string): SignedCheckpoint | undefined {
  try {
    return readEvent(CheckpointSigned, version, JSON.parse(data)) as SignedCheckpoint
  } catch {
    return undefined
  }
}

/** Those that can be read, in the order of their stream: the others are reported when the run comes to them. */
export function readableCheckpoints(
  events: readonly Pick<StoredEvent, 'position' | 'version' | 'data'>[],
): StoredCheckpoint[] {
  return events.flatMap(({ position, version, data }) => {
    const checkpoint = parse(version, data)
    return checkpoint ? [{ position, checkpoint }] : []
  })
}

function wantedRootsOf(stored: readonly StoredCheckpoint[], held: readonly SignedCheckpoint[]): WantedRoot[] {
  const inLog = stored.map(({ position, checkpoint: { size, rootHash, day } }) => {
    const detail = `the first ${size} leaves are not those of the checkpoint of ${day}`
    return { size, rootHash, position, detail }
  })
  const outside = held.map(({ size, rootHash, day }) => {
    const detail = `the first ${size} leaves are not those of the checkpoint of ${day} that was kept outside`
    return { size, rootHash, position: undefined, detail }
  })
  return [...inLog, ...outside].sort((a, b) => a.size - b.size)
}

/** `start`: what is named as the place of a checkpoint that is not in the log. */
export function checkpointVerifier(
  stored: readonly StoredCheckpoint[],
  { publicKeys, held = [] }: Evidence,
  start: Position,
) {
  const keys = new Map(publicKeys.map((pem) => [keyIdOf(pem), pem]))
  let previous: SignedCheckpoint | undefined
  let count = 0

  const checkSignature = (checkpoint: SignedCheckpoint, position: Position): void => {
    const pem = keys.get(checkpoint.keyId)
    const what = `the checkpoint of ${checkpoint.day}`
    if (!pem) throw new Differs('unknown-key', position, `${what} is signed with the unknown key ${checkpoint.keyId}`)
    if (isSignedBy(pem, checkpointText(checkpoint), checkpoint.signature)) return
    throw new Differs('bad-signature', position, `${what} is not signed by its key`)
  }

  const checkOrder = (checkpoint: SignedCheckpoint, position: Position, leaves: number): void => {
    const { day, size } = checkpoint
    const fails = (detail: string) => new Differs('broken-checkpoint', position, `the checkpoint of ${day} ${detail}`)
    if (checkpoint.previous !== (previous ? checkpointHash(previous) : null))
      throw fails('does not name the one before')
    if (previous && (previous.day >= day || previous.size > size)) throw fails('is not after the one before')
    if (size > leaves) throw fails(`covers ${size} leaves, but only ${leaves} come before it`)
  }

  for (const checkpoint of held) checkSignature(checkpoint, start)
  return {
    wantedRoots: wantedRootsOf(stored, held),
    count: () => count,
    next({ position, version, data }: StoredEvent, leaves: number): void {
      const checkpoint = parse(version, data)
      if (!checkpoint) throw new Differs('broken-checkpoint', position, 'what is in the place of a checkpoint is none')
      checkSignature(checkpoint, position)
      checkOrder(checkpoint, position, leaves)
      previous = checkpoint
      count++
    },
    /** Every checkpoint that somebody kept is reached by this log. */
    end(position: Position, leaves: number): void {
      const beyond = held.find((checkpoint) => checkpoint.size > leaves)
      if (!beyond) return
      const detail = `the log has ${leaves} leaves, the checkpoint of ${beyond.day} that was kept outside ${beyond.size}`
      throw new Differs('missing-at-end', position, detail)
    },
  }
}
