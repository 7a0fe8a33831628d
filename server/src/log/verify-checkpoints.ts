/** The checkpoints' part of the verification: each follows from the one before, is signed, and agrees with the tree. */
import type { DatabaseSync } from 'node:sqlite'
import { type Position, readEvent } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM, CheckpointSigned, checkpointText, type SignedCheckpoint } from '@changxin/shared/ledger'
import type { StoredEvent } from './chain.ts'
import { isSignedBy, keyIdOf } from './checkpoint-keys.ts'
import { checkpointHash } from './checkpoints.ts'
import { Differs } from './difference.ts'
import { positionOf } from './sqlite/position.ts'
import { backwards } from './sqlite/statements.ts'
import type { VerifyOptions } from './verify.ts'

/** What the tree's root must be when it has so many leaves; the position is the checkpoint's, where it is in the log. */
export interface WantedRoot {
  readonly size: number
  readonly rootHash: string
  readonly position: Position | undefined
  readonly detail: string
}

interface StoredCheckpoint {
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

/** Those that can be read: the others are reported when the run comes to them. */
export function readStored(db: DatabaseSync, until: number): StoredCheckpoint[] {
  const rows = db
    .prepare(
      `${backwards('e.version', 'e.data')} SELECT sequence, version, data FROM back WHERE sequence <= ? ORDER BY revision`,
    )
    .all(CHECKPOINT_STREAM, 0, until)
  return rows.flatMap(({ sequence, version, data }) => {
    const position = positionOf(Number(sequence))
    const checkpoint = parse(Number(version), String(data))
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

export function checkpointVerifier(stored: readonly StoredCheckpoint[], options: VerifyOptions) {
  const keys = new Map(options.publicKeys.map((pem) => [keyIdOf(pem), pem]))
  const held = options.held ?? []
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

  for (const checkpoint of held) checkSignature(checkpoint, positionOf(1))
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
    end(sequence: number, leaves: number): void {
      const beyond = held.find((checkpoint) => checkpoint.size > leaves)
      if (!beyond) return
      const detail = `the log has ${leaves} leaves, the checkpoint of ${beyond.day} that was kept outside ${beyond.size}`
      throw new Differs('missing-at-end', positionOf(sequence + 1), detail)
    },
  }
}
