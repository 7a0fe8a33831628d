/** The example of docs/proof.md: two entries of one household, one of them a row of a list, one not yet under the checkpoint. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { checkpointText, toHex, treeRoot } from '@changxin/shared/ledger'
import type { FundProofPlan } from '@changxin/shared/repair-fund'
import { recordedIn } from '../../ledger/kept-tree/log.fixture.ts'
import { type CheckpointKeys, checkpointKeyIdOf, hashOfLeaf, leavesOf, sha256, storedText } from '../../log/index.ts'

const PKCS8_PREFIX = '302e020100300506032b657004220420'
/** RFC 8032, 7.1, test 1: known to everybody, and good for examples alone. */
const SECRET_KEY = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'

function exampleKeys(): CheckpointKeys {
  const der = Buffer.from(PKCS8_PREFIX + SECRET_KEY, 'hex')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKeyPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64')
  return { keyId: checkpointKeyIdOf(publicKeyPem), publicKeyPem, sign: signed }
}

const share = (entryId: string, unitId: string, amountFen: number) => ({ entryId, unitId, amountFen })
const paid = { kind: 'first-deposit', note: null, file: null } as const
const events = recordedIn('s', [
  {
    stream: 'fund-c1',
    type: 'ContributionsRecorded',
    data: {
      ...{ compoundId: 'c1', contributionId: 'k1', ...paid, paidOn: '2026-01-02' },
      rows: [share('n1', 'u2', 75_000), share('e1', 'u1', 150_000)],
    },
  },
  {
    stream: 'fund-c1',
    type: 'EntryReversed',
    data: { compoundId: 'c1', reversalId: 'e2', entryId: 'e1', unitId: 'u1', amountFen: 150_000, reason: '记错户' },
  },
  {
    stream: 'fund-c1',
    type: 'ContributionsRecorded',
    data: {
      ...{ compoundId: 'c1', contributionId: 'k2', ...paid, paidOn: '2026-01-03' },
      rows: [share('e3', 'u1', 120_000)],
    },
  },
])

export function exampleProofParts(): { events: typeof events; plan: FundProofPlan; keys: CheckpointKeys } {
  const keys = exampleKeys()
  const leaves = events.slice(0, 2).flatMap((event) => leavesOf(storedText(event)).map(hashOfLeaf))
  const rootHash = toHex(treeRoot(sha256, (at) => leaves[at] as Uint8Array, leaves.length))
  const unsigned = { day: '2026-03-01', size: leaves.length, rootHash, previous: null, keyId: keys.keyId }
  const entry = (number: number, entryId: string, amountFen: number, balanceFen: number) => ({
    ...{ number, entryId, amountFen, balanceFen },
    position: events[number - 1]?.position ?? '',
  })
  return {
    events,
    keys,
    plan: {
      compound: { id: 'c1', name: '兴隆花园' },
      unit: { id: 'u1', label: '3栋 2单元 502' },
      checkpoint: { ...unsigned, signature: keys.sign(checkpointText(unsigned)) },
      earlier: [{ day: null, size: 3 }],
      entries: [entry(1, 'e1', 150_000, 150_000), entry(2, 'e2', -150_000, 0), entry(3, 'e3', 120_000, 120_000)],
    },
  }
}
