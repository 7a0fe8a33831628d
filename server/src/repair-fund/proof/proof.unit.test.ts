/** The proof of one account in a fund where everything has happened: it holds, shows no neighbour, and no bit of it can be changed. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkpointText, toHex, treeRoot } from '@changxin/shared/ledger'
import {
  type CheckedProof,
  checkFundProof,
  type FundProof,
  type FundProofPlan,
  moneyEvents,
  signedProofText,
} from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleOf } from '../../../../scripts/lib/example.ts'
import { createKeptTree } from '../../ledger/index.ts'
import { readerOf, recordedIn, type WrittenEvent } from '../../ledger/kept-tree/log.fixture.ts'
import {
  type CheckpointKeys,
  checkpointKeyIdOf,
  hashOfLeaf,
  leavesOf,
  sha256,
  sha256Hex,
  shownData,
  storedText,
} from '../../log/index.ts'
import { makeFundProof } from './make-proof.ts'

const folder = mkdtempSync(join(tmpdir(), 'changxin-proof-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const isSigned = async (publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
  return verify(null, text, key, signature)
}
const check = (text: string) => checkFundProof(text, { sha256, isSigned })

function newKeys(): CheckpointKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64')
  return { keyId: checkpointKeyIdOf(publicKeyPem), publicKeyPem, sign: signed }
}
const keys = newKeys()

const fund = (type: string, data: object): WrittenEvent => ({
  stream: 'fund-c1',
  type,
  data: { compoundId: 'c1', ...data },
})
const noise: WrittenEvent = { stream: 'request-1', type: 'RequestReported', data: { text: '水管漏水' } }
const share = (entryId: string, unitId: string, amountFen: number, more = {}) => ({
  entryId,
  unitId,
  amountFen,
  ...more,
})
const neighbour = 'neighbour-unit'
/** `e…` are the owner's, in the order of the account; `n…` the neighbour's. */
const written: readonly WrittenEvent[] = [
  noise,
  fund('FundOpened', {
    rows: [
      { unitId: 'u1', buildingId: 'b1' },
      { unitId: neighbour, buildingId: 'b1' },
    ],
  }),
  fund('ContributionsRecorded', {
    ...{ contributionId: 'k1', kind: 'first-deposit', paidOn: '2026-01-02', note: null, file: null },
    rows: [share('n1', neighbour, 777_77), share('e1', 'u1', 500_000), share('n2', neighbour, 777_78)],
  }),
  { stream: 'person-1', type: 'PersonRegistered', data: { name: '张三' } },
  fund('EntryReversed', { reversalId: 'n3', entryId: 'n2', unitId: neighbour, amountFen: 777_78, reason: '记错' }),
  fund('PoolDistributed', {
    ...{ distributionId: 'k2', from: 'undistributed', book: 'commercial', key: 'floor-area', on: '2026-02-01' },
    ...{ period: null, decisionId: null, note: null },
    units: [share('e2', 'u1', 1_234), share('n4', neighbour, 777_79)],
    sellers: [],
  }),
  noise,
  fund('PaymentMade', {
    ...{ paymentId: 'k3', kind: 'settlement', withdrawalId: 'w1', amountFen: 432_100, asset: 'bank' },
    ...{ paidOn: '2026-02-20', purpose: '换水泵', payee: '某机电公司', files: [], compoundFen: 0 },
    units: [share('n5', neighbour, 777_80), share('e3', 'u1', 56_789)],
    sellers: [{ entryId: 's1', sellerId: 'seller', amountFen: 1 }],
  }),
  fund('AccountsRearranged', {
    ...{ changeId: 'k4', kind: 'split', on: '2026-02-21', reason: '分户' },
    from: [share('e4', 'u1', 10_000)],
    to: [share('n6', neighbour, 4_000), share('e5', 'u1', 6_000)],
  }),
  fund('BookingReversed', {
    ...{ reversalId: 'k5', proposalId: null, reversesId: 'e3', on: '2026-02-22', reason: '重复', asset: 'bank' },
    ...{ account: 'repairs', sellers: [], pools: [] },
    units: [share('e6', 'u1', 56_789, { reverses: 'e3' }), share('n7', neighbour, -777_81, { reverses: 'n5' })],
    owed: [share('n8', neighbour, 777_82)],
  }),
  fund('EntryReversed', { reversalId: 'e7', entryId: 'e2', unitId: 'u1', amountFen: 1_234, reason: '记错' }),
]
const later: readonly WrittenEvent[] = [
  fund('ContributionsRecorded', {
    ...{ contributionId: 'k6', kind: 'top-up', paidOn: '2026-03-01', note: null, file: null },
    rows: [share('e8', 'u1', 800)],
  }),
]
const expected = [
  ['e1', 'first-deposit', '2026-01-02', 500_000, 2],
  ['e2', 'distribution', '2026-02-01', 1_234, 5],
  ['e3', 'settlement', '2026-02-20', -56_789, 7],
  ['e4', 'split', '2026-02-21', -10_000, 8],
  ['e5', 'split', '2026-02-21', 6_000, 8],
  ['e6', 'reversal', '2026-02-22', 56_789, 9],
  ['e7', 'reversal', null, -1_234, 10],
] as const
const BALANCE_FEN = 496_000

const events = recordedIn('s', [...written, ...later])
const leavesOfFirst = (count: number) =>
  events.slice(0, count).flatMap((event) => leavesOf(storedText(event)).map(hashOfLeaf))
const rootOf = (leaves: readonly Uint8Array[]) =>
  toHex(treeRoot(sha256, (at) => leaves[at] as Uint8Array, leaves.length))

function checkpointOver(count: number, by = keys): FundProofPlan['checkpoint'] {
  const leaves = leavesOfFirst(count)
  const unsigned = { day: '2026-02-28', size: leaves.length, rootHash: rootOf(leaves), previous: null, keyId: by.keyId }
  return { ...unsigned, signature: by.sign(checkpointText(unsigned)) }
}

function planOver(count: number): FundProofPlan {
  let balanceFen = 0
  const entries = [...expected, ['e8', 'top-up', '2026-03-01', 800, 11] as const].map(
    ([entryId, , , amountFen, at], index) => {
      balanceFen += amountFen
      return { number: index + 1, entryId, amountFen, balanceFen, position: events[at]?.position ?? '' }
    },
  )
  return {
    compound: { id: 'c1', name: '兴隆花园' },
    unit: { id: 'u1', label: '3栋 2单元 502' },
    checkpoint: checkpointOver(count),
    earlier: [
      { day: '2026-02-20', size: leavesOfFirst(8).length },
      { day: null, size: 1 },
    ],
    entries,
  }
}

let files = 0
async function proofOf(plan: FundProofPlan, log = events): Promise<FundProof> {
  const tree = createKeptTree({ log: readerOf(log), file: join(folder, `${files++}.db`) })
  return tree.at(plan.checkpoint, (at) => makeFundProof(plan, at, { keys, publicKeyPems: [keys.publicKeyPem] }))
}

let proof: FundProof
let text: string
beforeAll(async () => {
  proof = await proofOf(planOver(written.length))
  text = JSON.stringify(proof)
})
const codes = (checked: CheckedProof | null) =>
  checked?.problems.map(({ code, number }) => `${code} ${number ?? ''}`.trim())
/** What somebody who has the key could hand out: one part of it, such as `entries.0.row`, is another. */
function resigned(path: string, change: (before: never) => unknown, by = keys): string {
  const { signature: _, ...body } = structuredClone(proof)
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce((part, name) => part[name] as Draft, body as unknown as Draft)
  holder[last] = change(holder[last] as never)
  const signature = Buffer.from(by.sign(signedProofText(sha256Hex(JSON.stringify(body)))), 'base64').toString('hex')
  return JSON.stringify({ ...body, signature })
}
/** Base64 of the same bytes, written in another way. */
const nextBeforePadding = (text: string) =>
  text.replace(/.==$/, ([char = '']) => `${String.fromCharCode(char.charCodeAt(0) + 1)}==`)
interface Draft {
  [name: string]: unknown
}

describe('the proof', () => {
  test('holds, says of each entry what it moved, and adds up', async () => {
    const checked = await check(text)
    expect(checked?.problems).toEqual([])
    expect(checked).toMatchObject({ isSignatureChecked: true, balanceFen: BALANCE_FEN })
    const shown = checked?.entries.map(({ entryId, kind, on, amountFen }) => [entryId, kind, on, amountFen])
    expect(shown).toEqual([...expected.map((one) => one.slice(0, 4)), ['e8', null, null, 800]])
    expect(checked?.entries.map(({ state }) => state)).toEqual([...expected.map(() => 'proved'), 'pending'])
  })

  test('shows nothing of a neighbour, and no name', () => {
    for (const secret of [neighbour, ':777', 'person-clerk', 'command-', '张三', 'entryId\\":\\"n'])
      expect(text).not.toContain(secret)
    expect(text, 'what concerns the whole of the payment is shown').toContain('换水泵')
  })

  test('is the same from a page that has nothing but the plain hash', async () => {
    const { sha256: plain } = await import('@changxin/shared/ledger')
    expect((await checkFundProof(text, { sha256: plain, isSigned }))?.problems).toEqual([])
  })

  test('says so where signatures cannot be checked, and checks the rest', async () => {
    const checked = await checkFundProof(text, { sha256, isSigned: async () => undefined })
    expect(checked).toMatchObject({ isSignatureChecked: false, problems: [], balanceFen: BALANCE_FEN })
  })
})

describe('no bit of it can be changed', () => {
  const refused = async (bytes: Uint8Array): Promise<boolean> => {
    const checked = await check(new TextDecoder().decode(bytes))
    return checked === null || checked.problems.length > 0
  }

  test('anywhere in the file', async () => {
    const whole = new TextEncoder().encode(text)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const bytes = Uint8Array.from(whole)
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await refused(bytes)).toBe(true)
      }),
      { numRuns: 1_000, seed: 20260301 },
    )
  })

  test('nor left out: a shorter file is none', async () => {
    for (const length of [0, 1, text.length >> 1, text.length - 1])
      expect(await check(text.slice(0, length))).toBeNull()
  })
})

describe('who has the key and tells something else than the log is found out', () => {
  test.each<[string, string, (before: never) => unknown, string]>([
    ['an amount', 'entries.2.row.text', (text: string) => text.replace('56789', '46789'), 'row-not-in-log 3'],
    ['a purpose', 'events.2.data', (text: string) => text.replace('换水泵', '换电梯'), 'event-not-in-log 3'],
    ['a list', 'entries.3.row.list', () => 'to', 'row-not-in-log 4'],
    ['a balance', 'entries.0.balanceFen', () => 500_001, 'balance-differs 1'],
    ['an entry left out', 'entries', (all: unknown[]) => all.toSpliced(1, 1), 'number-missing 3'],
    ['an entry twice', 'entries', (all: object[]) => all.toSpliced(1, 1, { ...all[0], number: 2 }), 'shown-twice 2'],
    ['another door', 'unit.id', () => neighbour, 'other-account 1'],
    ['another compound', 'compound.id', () => 'c2', 'other-stream 1'],
    ['an event that is not there', 'entries.0.event', () => 99, 'event-not-in-log 1'],
    ['another event', 'entries.0.event', () => 1, 'row-not-in-log 1'],
    ['an event for its row', 'entries.0.row', () => null, 'other-account 1'],
    ['an earlier checkpoint', 'earlier.0.rootHash', () => 'a'.repeat(64), 'earlier-changed'],
    ['a pending amount', 'pending.0.amountFen', () => 799, 'balance-differs 8'],
    ['the root', 'checkpoint.rootHash', () => 'b'.repeat(64), 'checkpoint-not-signed'],
    ['how a signature is written', 'checkpoint.signature', nextBeforePadding, 'checkpoint-not-signed'],
    ['a key', 'keys.0.publicKey', () => 'c'.repeat(64), 'wrong-key'],
  ])('%s', async (_, path, change, code) => {
    expect(codes(await check(resigned(path, change)))).toContain(code)
  })

  test('another key is not the one of the checkpoint', async () => {
    const other = newKeys()
    expect(codes(await check(resigned('unit.label', (label) => label, other)))).toEqual(['altered'])
  })

  test('a record that was changed in the log after the checkpoint is named', async () => {
    const data = structuredClone(events[2]?.data) as { rows: { amountFen: number }[] }
    data.rows[1]!.amountFen = 400_000
    const changed = events.map((event, at) => (at === 2 ? { ...event, data } : event))
    const checked = await check(JSON.stringify(await proofOf(planOver(written.length), changed)))
    expect(codes(checked)).toContain('event-not-in-log 1')
    expect(checked?.entries[0]).toMatchObject({ number: 1, state: 'refused' })
  })
})

test('an account without entries has a proof too, of nothing', async () => {
  const checked = await check(JSON.stringify(await proofOf({ ...planOver(written.length), entries: [] })))
  expect(checked).toMatchObject({ problems: [], entries: [], balanceFen: 0 })
})

test('no money event shows what its lists say of others: rows of accounts are leaves of their own', () => {
  const told = moneyEvents.flatMap(({ type, schema }) => {
    const data = JSON.stringify(exampleOf(schema))
    const shown = shownData({ stream: 'fund-c1', revision: 0, id: 'e', type, version: 1, data, metadata: '{}' })
    const lists = Object.values(JSON.parse(shown) as object).filter(Array.isArray)
    return /"(unitId|unitIds)"/.test(JSON.stringify(lists)) ? [type] : []
  })
  expect(moneyEvents.length).toBeGreaterThan(5)
  expect(told, 'give each item of a list of accounts its own entryId').toEqual([])
})
