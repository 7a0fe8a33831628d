/**
 * The proof file of a unit's account: each entry as the log holds it, its way up to the root of a signed checkpoint, and
 * the way from earlier checkpoints to that one. Described for others in docs/proof.md; a change of meaning is a new format.
 */
import { z } from 'zod'
import { Day, Id, Sha256 } from '../../kernel/index.ts'
import { lengthPrefixed } from '../../ledger/bytes/index.ts'
import { KeyId, MAX_PROOF_HASHES, SignedCheckpoint } from '../../ledger/index.ts'

export const FUND_PROOF_FORMAT = 'changxin-fund-proof-1'
/** Entries of one account; the last of them would be a payment a week for forty years. */
export const MAX_PROOF_ENTRIES = 2_000
export const MAX_EARLIER_CHECKPOINTS = 60
/** A data text is never longer than an append. */
const MAX_DATA_CHARS = 1024 * 1024
const MAX_ROW_CHARS = 10_000

const Hash = Sha256
const Path = z.array(Hash).max(MAX_PROOF_HASHES)
const Place = z.int().min(0)
const Text = z.string().max(200)

/** An event without its rows: `data` is the stored text, with the number of rows in the place of each list. */
export const ProofEvent = z.strictObject({
  stream: Text,
  revision: Place,
  type: Text,
  version: z.int().min(1),
  id: Text,
  metadataHash: Hash,
  data: z.string().max(MAX_DATA_CHARS),
  leaf: Place,
  path: Path,
})
export type ProofEvent = z.infer<typeof ProofEvent>

/** One row of a list event, as stored. */
export const ProofRow = z.strictObject({
  list: Text,
  index: Place,
  salt: Hash,
  text: z.string().max(MAX_ROW_CHARS),
  leaf: Place,
  path: Path,
})
export type ProofRow = z.infer<typeof ProofRow>

export const ProofEntry = z.strictObject({
  /** Order within the account, from 1. */
  number: z.int().min(1),
  entryId: Id,
  /** Of the account after it, as the statement says. */
  balanceFen: z.int(),
  /** Index in `events`. */
  event: Place,
  /** Null where the event is of this entry alone. */
  row: ProofRow.nullable(),
})
export type ProofEntry = z.infer<typeof ProofEntry>

/** Recorded after the checkpoint: shown as the statement has it, and not proved yet. */
export const PendingEntry = z.strictObject({
  number: z.int().min(1),
  entryId: Id,
  amountFen: z.int(),
  balanceFen: z.int(),
})
export type PendingEntry = z.infer<typeof PendingEntry>

/** That the tree of this many leaves is the beginning of the checkpoint's. `day` is null where no checkpoint has that size. */
export const EarlierRoot = z.strictObject({ day: Day.nullable(), size: z.int().min(1), rootHash: Hash, path: Path })
export type EarlierRoot = z.infer<typeof EarlierRoot>

export const ProofKey = z.strictObject({
  keyId: KeyId,
  /** The 32 bytes of the Ed25519 key, in hex. */
  publicKey: Hash,
})

export const FundProofBody = z.strictObject({
  format: z.literal(FUND_PROOF_FORMAT),
  /** Names are for the reader; what is proved speaks of ids. */
  compound: z.strictObject({ id: Id, name: Text }),
  unit: z.strictObject({ id: Id, label: Text }),
  checkpoint: z.strictObject(SignedCheckpoint.shape),
  earlier: z.array(EarlierRoot).max(MAX_EARLIER_CHECKPOINTS),
  events: z.array(ProofEvent).max(MAX_PROOF_ENTRIES),
  entries: z.array(ProofEntry).max(MAX_PROOF_ENTRIES),
  pending: z.array(PendingEntry).max(MAX_PROOF_ENTRIES),
  keys: z.array(ProofKey).min(1).max(2),
  signedBy: KeyId,
})
export type FundProofBody = z.infer<typeof FundProofBody>

export const FundProof = FundProofBody.extend({
  /** Ed25519 of `signedProofText`, in hex. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type FundProof = z.infer<typeof FundProof>

/** What the key of the checkpoints signs: that this is the whole account, as it is shown. `bodyHash`: hex SHA-256 of the JSON text without the signature. */
export const signedProofText = (bodyHash: string): string => lengthPrefixed([FUND_PROOF_FORMAT, bodyHash])
