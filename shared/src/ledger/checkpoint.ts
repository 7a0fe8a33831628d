/** The daily signed checkpoint: what the log held, in one line that owners can keep and compare. */
import { z } from 'zod'
import { Day, event, Sha256 } from '../kernel/index.ts'
import { lengthPrefixed } from './bytes/index.ts'

export const CHECKPOINT_STREAM = 'checkpoint-daily'

/** Of the public key: the first half of the SHA-256 of its SPKI bytes. */
export const KeyId = z.string().regex(/^[0-9a-f]{32}$/)

/** What is signed. `size` counts leaves; the root covers the first `size` leaves of the log. */
export const Checkpoint = z.object({
  day: Day,
  size: z.int().min(0),
  rootHash: Sha256,
  /** SHA-256 of the canonical text of the checkpoint before; null for the first. */
  previous: Sha256.nullable(),
  keyId: KeyId,
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const SignedCheckpoint = Checkpoint.extend({
  /** Ed25519 over the canonical text, base64. */
  signature: z.base64().min(1).max(100),
})
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>

export const CheckpointSigned = event('CheckpointSigned', SignedCheckpoint)

/** The one text of a checkpoint: signed, hashed by the next one, printed on notices. */
export function checkpointText(checkpoint: Checkpoint): string {
  const { day, size, rootHash, previous, keyId } = checkpoint
  return lengthPrefixed(['changxin-checkpoint-1', day, String(size), rootHash, previous ?? '', keyId])
}
