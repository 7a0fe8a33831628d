/** The signed checkpoints as a list. */
import { CheckpointSigned } from '@changxin/shared/ledger'
import { on, projection } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE ledger_checkpoint (
  day TEXT PRIMARY KEY, size INTEGER NOT NULL, root_hash TEXT NOT NULL, previous TEXT, key_id TEXT NOT NULL,
  signature TEXT NOT NULL, signed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const ledgerProjection = projection('ledger', 1, SCHEMA, [
  on(CheckpointSigned, ({ data, metadata }, rows) => {
    rows.run(
      `INSERT OR IGNORE INTO ledger_checkpoint (day, size, root_hash, previous, key_id, signature, signed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      data.day,
      data.size,
      data.rootHash,
      data.previous,
      data.keyId,
      data.signature,
      metadata.occurredAt,
    )
    rows.touch({ table: 'ledger_checkpoint' })
  }),
])
