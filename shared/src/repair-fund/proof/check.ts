/** Checks a proof file without a network: what of it holds, what does not, and why. Pure; signatures by who can check them. */
import {
  checkpointText,
  fromHex,
  leafHash,
  leafText,
  type Sha256,
  toHex,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from '../../ledger/index.ts'
import type { BookingKind } from '../ledger/journal.ts'
import { movementOf } from './movement.ts'
import {
  FundProof,
  type PendingEntry,
  type ProofEntry,
  type ProofEvent,
  type ProofRow,
  signedProofText,
} from './proof.ts'

export type ProofProblemCode =
  | 'unreadable'
  | 'altered'
  | 'wrong-key'
  | 'checkpoint-not-signed'
  | 'event-not-in-log'
  | 'row-not-in-log'
  | 'other-account'
  | 'other-stream'
  | 'unknown-event'
  | 'balance-differs'
  | 'number-missing'
  | 'shown-twice'
  | 'earlier-changed'

export interface ProofProblem {
  readonly code: ProofProblemCode
  /** The entry that it is about. */
  readonly number?: number
  readonly day?: string
}

export interface CheckedEntry {
  readonly number: number
  readonly entryId: string
  readonly state: 'proved' | 'refused' | 'pending'
  /** Null where nothing can be said of it. */
  readonly kind: BookingKind | null
  /** The day on which it counts; null where only the metadata know it. */
  readonly on: string | null
  readonly amountFen: number | null
  readonly balanceFen: number
}

export interface CheckedProof {
  readonly proof: FundProof
  readonly problems: readonly ProofProblem[]
  /** False: nothing here can check a signature. */
  readonly isSignatureChecked: boolean
  /** In their order. */
  readonly entries: readonly CheckedEntry[]
  /** Of the proved entries, added up here. */
  readonly balanceFen: number
}

/** Undefined: cannot be checked here. */
export type IsSigned = (publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array) => Promise<boolean | undefined>

export interface Checker {
  readonly sha256: Sha256
  readonly isSigned: IsSigned
}

/** DER before the 32 bytes of an Ed25519 key; the id of a key is made of both. */
const SPKI_PREFIX = '302a300506032b6570032100'

/** Null: not a proof at all. */
export async function checkFundProof(text: string, checker: Checker): Promise<CheckedProof | null> {
  const read = readProof(text)
  if (!read) return null
  const { proof, body } = read
  const signatures = await checkSignatures(proof, body, checker)
  const { problems, entries, balanceFen } = checkEntries(proof, checker.sha256)
  return {
    proof,
    problems: [...signatures.problems, ...checkEarlier(proof, checker.sha256), ...problems],
    isSignatureChecked: signatures.isChecked,
    entries,
    balanceFen,
  }
}

/** The proof, and the JSON text that is signed. */
function readProof(text: string): { proof: FundProof; body: string } | undefined {
  try {
    const raw = JSON.parse(text.replace(/^\uFEFF/, '')) as object
    const proof = FundProof.parse(raw)
    const { signature: _, ...body } = raw as FundProof
    return { proof, body: JSON.stringify(body) }
  } catch {
    return undefined
  }
}

async function checkSignatures(
  proof: FundProof,
  body: string,
  { sha256, isSigned }: Checker,
): Promise<{ problems: ProofProblem[]; isChecked: boolean }> {
  const problems: ProofProblem[] = []
  const hexOf = (text: string) => toHex(sha256(utf8(text)))
  const keyOf = (id: string): Uint8Array | undefined => {
    const hex = proof.keys.find(({ keyId }) => keyId === id)?.publicKey
    return hex !== undefined && toHex(sha256(fromHex(SPKI_PREFIX + hex))).startsWith(id) ? fromHex(hex) : undefined
  }
  const bodyKey = keyOf(proof.signedBy)
  const checkpointKey = keyOf(proof.checkpoint.keyId)
  if (!bodyKey || !checkpointKey) return { problems: [{ code: 'wrong-key' }], isChecked: true }
  const whole = await isSigned(bodyKey, utf8(signedProofText(hexOf(body))), fromHex(proof.signature))
  if (whole === false) problems.push({ code: 'altered' })
  const signature = bytesOfBase64(proof.checkpoint.signature)
  const checkpoint = signature && (await isSigned(checkpointKey, utf8(checkpointText(proof.checkpoint)), signature))
  if (!signature || checkpoint === false) problems.push({ code: 'checkpoint-not-signed' })
  return { problems, isChecked: whole !== undefined && checkpoint !== undefined }
}

declare const atob: (text: string) => string
declare const btoa: (text: string) => string

/** Undefined for what is not the one way to write these bytes. */
function bytesOfBase64(text: string): Uint8Array | undefined {
  const binary = atob(text)
  return btoa(binary) === text ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : undefined
}

function checkEarlier({ earlier, checkpoint }: FundProof, sha256: Sha256): ProofProblem[] {
  const root = fromHex(checkpoint.rootHash)
  return earlier.flatMap(({ day, size: oldSize, rootHash, path }): ProofProblem[] => {
    const oldRoot = fromHex(rootHash)
    const isBeginning = verifyConsistency(sha256, {
      oldSize,
      oldRoot,
      size: checkpoint.size,
      root,
      path: path.map(fromHex),
    })
    return isBeginning ? [] : [{ code: 'earlier-changed', ...(day === null ? {} : { day }) }]
  })
}

/** True when a leaf of this content is at its place under the checkpoint. */
function isIn(
  { checkpoint }: FundProof,
  sha256: Sha256,
  content: string,
  place: { readonly leaf: number; readonly path: readonly string[] },
): boolean {
  return verifyInclusion(sha256, {
    leaf: leafHash(sha256, utf8(content)),
    index: place.leaf,
    size: checkpoint.size,
    path: place.path.map(fromHex),
    root: fromHex(checkpoint.rootHash),
  })
}

const textOfEvent = (event: ProofEvent, sha256: Sha256): string =>
  leafText({ ...event, kind: 'event', dataHash: toHex(sha256(utf8(event.data))) })
const textOfRow = (event: ProofEvent, { list, index, salt, text }: ProofRow, sha256: Sha256): string =>
  leafText({ ...event, kind: 'row', list, index, salt, rowHash: toHex(sha256(utf8(text))) })

function checkEntries(proof: FundProof, sha256: Sha256): Pick<CheckedProof, 'problems' | 'entries' | 'balanceFen'> {
  const problems: ProofProblem[] = []
  const isEventIn = proof.events.map((event) => isIn(proof, sha256, textOfEvent(event, sha256), event))
  const seen = new Set<string>()
  let balanceFen = 0
  let before = { number: 0, balanceFen: 0 }
  const check = (entry: ProofEntry | PendingEntry, state: 'proved' | 'pending'): CheckedEntry => {
    const { number, entryId } = entry
    const known = problems.length
    const found = (code: ProofProblemCode) => problems.push({ code, number })
    if (number !== before.number + 1) found('number-missing')
    if (seen.has(entryId)) found('shown-twice')
    seen.add(entryId)
    const moved: Moved | undefined =
      'event' in entry
        ? checkEntry(proof, entry, { sha256, isEventIn, found })
        : { kind: null, on: null, amountFen: entry.amountFen }
    if (moved && before.balanceFen + moved.amountFen !== entry.balanceFen) found('balance-differs')
    if (state === 'proved') balanceFen += moved?.amountFen ?? 0
    before = entry
    const { kind = null, on = null, amountFen = null } = moved ?? {}
    const shown = problems.length > known ? 'refused' : state
    return { number, entryId, state: shown, kind, on, amountFen, balanceFen: entry.balanceFen }
  }
  const entries = [
    ...proof.entries.map((entry) => check(entry, 'proved')),
    ...proof.pending.map((entry) => check(entry, 'pending')),
  ]
  return { problems, entries, balanceFen }
}

type Moved = Pick<CheckedEntry, 'kind' | 'on'> & { readonly amountFen: number }

/** What the entry moved, where the log says it. */
function checkEntry(
  proof: FundProof,
  { entryId, event: eventAt, row }: ProofEntry,
  {
    sha256,
    isEventIn,
    found,
  }: {
    readonly sha256: Sha256
    readonly isEventIn: readonly boolean[]
    readonly found: (code: ProofProblemCode) => void
  },
): Moved | undefined {
  const event = proof.events[eventAt]
  if (!event || isEventIn[eventAt] !== true) return void found('event-not-in-log')
  if (row && !isIn(proof, sha256, textOfRow(event, row, sha256), row)) return void found('row-not-in-log')
  if (event.stream !== `fund-${proof.compound.id}`) return void found('other-stream')
  const movement = movementOf(event, row, entryId)
  if (movement === undefined) return void found('unknown-event')
  if (movement === null || movement.unitId !== proof.unit.id) return void found('other-account')
  return { kind: movement.kind, on: movement.on, amountFen: movement.amountFen }
}
