/** Makes the proof file: the leaves of the entries with their ways up to the checkpoint's root, signed as a whole. */
import { createPublicKey } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Leaf } from '@changxin/shared/ledger'
import {
  FUND_PROOF_FORMAT,
  type FundProof,
  type FundProofBody,
  type FundProofPlan,
  type ProofEntry,
  type ProofEvent,
  type ProofRow,
  signedProofText,
} from '@changxin/shared/repair-fund'
import type { FoundEvent, TreeAt } from '../../ledger/index.ts'
import { type CheckpointKeys, checkpointKeyIdOf, sha256Hex, shownData, storedText } from '../../log/index.ts'

const RAW_KEY_BYTES = 32

interface ShownEvent {
  readonly index: number
  readonly found: FoundEvent
  /** Rows by the id of their entry, each with its place among the event's leaves. */
  readonly rows: ReadonlyMap<string, { readonly leaf: Leaf; readonly place: number; readonly text: string }>
}

/** `plan` says what it shows; throws LogUnavailable. */
export async function makeFundProof(
  plan: FundProofPlan,
  tree: TreeAt,
  { keys, publicKeyPems }: { readonly keys: CheckpointKeys; readonly publicKeyPems: readonly string[] },
): Promise<FundProof> {
  const events: ProofEvent[] = []
  const entries: ProofEntry[] = []
  let shown: { position: string; event: ShownEvent } | undefined
  for (const { number, entryId, balanceFen, position } of plan.entries) {
    if (shown?.position !== position) {
      const found = await tree.find(position)
      // What came after the checkpoint comes last.
      if (!found) break
      shown = { position, event: { index: events.length, found, rows: rowsOf(found) } }
      events.push(proofEvent(found, tree))
      await nextTurn()
    }
    entries.push({ number, entryId, balanceFen, event: shown.event.index, row: proofRow(shown.event, entryId, tree) })
  }
  return signed(
    bodyOf(plan, tree, { events, entries, keyIds: [plan.checkpoint.keyId, keys.keyId], publicKeyPems }),
    keys,
  )
}

function bodyOf(
  plan: FundProofPlan,
  tree: TreeAt,
  made: Pick<FundProofBody, 'events' | 'entries'> & {
    readonly keyIds: readonly [string, string]
    readonly publicKeyPems: readonly string[]
  },
): FundProofBody {
  const { compound, unit, checkpoint, earlier } = plan
  const { events, entries, keyIds, publicKeyPems } = made
  const isShown = new Set(keyIds)
  return {
    format: FUND_PROOF_FORMAT,
    compound,
    unit,
    checkpoint,
    earlier: earlier.map(({ day, size }) => ({
      day,
      size,
      rootHash: tree.rootHash(size),
      path: tree.consistency(size),
    })),
    events,
    entries,
    pending: plan.entries.slice(entries.length).map(({ position: _, ...entry }) => entry),
    keys: publicKeyPems
      .map((pem) => ({ keyId: checkpointKeyIdOf(pem), publicKey: rawKeyOf(pem) }))
      .filter(({ keyId }) => isShown.has(keyId)),
    signedBy: keyIds[1],
  }
}

const signed = (body: FundProofBody, keys: CheckpointKeys): FundProof => ({
  ...body,
  signature: Buffer.from(keys.sign(signedProofText(sha256Hex(JSON.stringify(body)))), 'base64').toString('hex'),
})

function rawKeyOf(pem: string): string {
  const spki = createPublicKey(pem).export({ type: 'spki', format: 'der' })
  return spki.subarray(-RAW_KEY_BYTES).toString('hex')
}

function rowsOf({ event, leaves }: FoundEvent): ShownEvent['rows'] {
  const data = event.data as Readonly<Record<string, unknown>>
  const rows = leaves.flatMap((leaf, place) => {
    if (leaf.kind !== 'row') return []
    const row = (data[leaf.list] as readonly { readonly entryId?: unknown }[])[leaf.index]
    return typeof row?.entryId === 'string' ? [[row.entryId, { leaf, place, text: JSON.stringify(row) }] as const] : []
  })
  return new Map(rows)
}

function proofEvent(found: FoundEvent, tree: TreeAt): ProofEvent {
  const { event, leaves, first } = found
  const [head] = leaves
  if (head?.kind !== 'event') throw new TypeError(`the event at ${event.position} has no leaf`)
  const { stream, revision, type, version, id, metadataHash } = head
  const data = shownData(storedText(event))
  return { stream, revision, type, version, id, metadataHash, data, leaf: first, path: tree.inclusion(first) }
}

/** Null where the event is of this entry alone. */
function proofRow({ found, rows }: ShownEvent, entryId: string, tree: TreeAt): ProofRow | null {
  const row = rows.get(entryId)
  if (row?.leaf.kind !== 'row') return null
  const { list, index, salt } = row.leaf
  const leaf = found.first + row.place
  return { list, index, salt, text: row.text, leaf, path: tree.inclusion(leaf) }
}
