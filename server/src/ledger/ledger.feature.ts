/** The ledger as the server shows it: checkpoints and the keys to check them with. */
import { type CheckpointRow, checkpointText, ledgerApi, type SignedCheckpoint } from '@changxin/shared/ledger'
import { type FeatureDeps, type Served, type ServerFeature, serveQuery } from '../feature.ts'
import { checkpointKeyIdOf, checkpointPublicKeys } from '../log/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import { ledgerProjection } from './ledger.projection.ts'

interface Row {
  readonly day: string
  readonly size: number
  readonly root_hash: string
  readonly previous: string | null
  readonly key_id: string
  readonly signature: string
  readonly signed_at: string
}

const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'day', type: 'text' }] }

function toRow({ day, size, root_hash, previous, key_id, signature, signed_at }: Row): CheckpointRow {
  const checkpoint: SignedCheckpoint = { day, size, rootHash: root_hash, previous, keyId: key_id, signature }
  return { id: day, ...checkpoint, signedAt: signed_at, text: checkpointText(checkpoint) }
}

const checkpoints = serveQuery(ledgerApi.checkpoints, {
  reads: ['ledger_checkpoint'],
  sameForScope: true,
  subject: () => ({}),
  run({ read }, { limit, cursor }) {
    const from = 'ledger_checkpoint'
    const page = keysetPage<Row>(read, { select: '*', from, where: allOf(), order: NEWEST_FIRST, limit, cursor })
    return { items: page.rows.map(toRow), ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** A key is made before its first checkpoint, so a touch of the checkpoints is also a touch of the keys. */
const keysOf = ({ config }: FeatureDeps): Served =>
  serveQuery(ledgerApi.keys, {
    reads: ['ledger_checkpoint'],
    sameForScope: true,
    subject: () => ({}),
    run: () => ({
      items: checkpointPublicKeys(config.KEYS_DIR).map((publicKeyPem) => ({
        id: checkpointKeyIdOf(publicKeyPem),
        publicKeyPem,
      })),
    }),
  })

export const ledgerFeature: ServerFeature = {
  slug: 'ledger',
  projections: [ledgerProjection],
  serve: (deps) => [checkpoints, keysOf(deps)],
}
