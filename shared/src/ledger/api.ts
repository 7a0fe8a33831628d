/** Routes of the ledger: the signed checkpoints and the keys that check them, to be kept by whoever wants to compare later. */
import { z } from 'zod'
import { Day, Instant, PageInput, pageOf, queryRoute } from '../kernel/index.ts'
import { KeyId, SignedCheckpoint } from './checkpoint.ts'

export const CheckpointRow = SignedCheckpoint.extend({
  /** The day. */
  id: Day,
  signedAt: Instant,
  /** The text that was signed. */
  text: z.string(),
})
export type CheckpointRow = z.infer<typeof CheckpointRow>

export const CheckpointKeyRow = z.object({ id: KeyId, publicKeyPem: z.string() })

export const ledgerApi = {
  checkpoints: queryRoute({
    action: 'ledger.checkpoints',
    path: '/api/checkpoints',
    input: { ...PageInput.shape },
    output: pageOf(CheckpointRow),
    summary:
      'Signed daily checkpoints of the log, newest first; kept outside, they show later that nothing was changed',
  }),
  keys: queryRoute({
    action: 'ledger.checkpoint-keys',
    path: '/api/checkpoints/keys',
    input: {},
    output: z.object({ items: z.array(CheckpointKeyRow) }),
    summary: 'Public keys (Ed25519, SPKI PEM) that check the signatures of checkpoints',
  }),
}
