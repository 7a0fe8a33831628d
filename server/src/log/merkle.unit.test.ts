import { createHash } from 'node:crypto'
import type { Recorded } from '@changxin/shared/kernel'
import {
  inclusionProof,
  type Leaf,
  leafHash,
  leafText,
  sha256 as plainSha256,
  type RowLeaf,
  saltText,
  toHex,
  utf8,
  verifyInclusion,
} from '@changxin/shared/ledger'
import { describe, expect, test } from 'vitest'
import { sha256 } from './hashing.ts'
import { hashOfLeaf, leavesOf, logTree, shownData, storedText } from './merkle.ts'

const metadata = {
  commandId: '01890a5d-ac96-774b-bcce-b302099a8057',
  inputHash: 'a'.repeat(64),
  actor: 'person-clerk',
  channel: 'counter',
  occurredAt: '2026-03-01T08:30:00.000Z',
  recordedAt: '2026-03-01T08:30:01.000Z',
} as const

function recorded(data: unknown, over: Partial<Recorded> = {}): Recorded {
  const event = {
    position: 's0000000000000001',
    stream: 'fund-1',
    revision: 0,
    id: 'e-1',
    type: 'Contributed',
    version: 1,
  }
  return { ...event, data, metadata, ...over }
}
const hexOf = (text: string) => createHash('sha256').update(text).digest('hex')
const leavesFor = (event: Recorded) => leavesOf(storedText(event))

describe('the leaves of an event', () => {
  test('one, with hashes of data and metadata, and nothing of the engine', () => {
    const event = recorded({ amountFen: 100 })
    expect(leavesFor(event)).toEqual([
      {
        kind: 'event',
        stream: 'fund-1',
        revision: 0,
        type: 'Contributed',
        version: 1,
        id: 'e-1',
        dataHash: hexOf('{"amountFen":100}'),
        metadataHash: hexOf(JSON.stringify(metadata)),
      },
    ])
    expect(leavesFor({ ...event, position: 'k00000000000000ff' })).toEqual(leavesFor(event))
  })

  test.each<[string, Partial<Recorded>]>([
    ['stream', { stream: 'fund-2' }],
    ['revision', { revision: 1 }],
    ['id', { id: 'e-2' }],
    ['type', { type: 'Withdrawn' }],
    ['version', { version: 2 }],
    ['data', { data: { amountFen: 101 } }],
    ['metadata', { metadata: { ...metadata, actor: 'person-other' } }],
  ])('differ when the %s does', (_, change) => {
    const hashesOf = (event: Recorded) => leavesFor(event).map((leaf) => toHex(hashOfLeaf(leaf)))
    const [before] = hashesOf(recorded({ amountFen: 100 }))
    expect(hashesOf(recorded({ amountFen: 100 }, change))).toEqual([expect.not.stringMatching(before ?? '')])
  })

  test('none for a personal stream', () => {
    expect(leavesFor(recorded({ name: '张' }, { stream: 'person-1' }))).toEqual([])
  })

  test('are hashed as RFC 6962 says, the same way as in a browser', () => {
    const [leaf] = leavesFor(recorded({ name: '水𠮷' }, { stream: 'fund-水' }))
    expect(toHex(hashOfLeaf(leaf!))).toBe(toHex(leafHash(plainSha256, utf8(leafText(leaf!)))))
  })
})

describe('a bulk event', () => {
  const rows = [
    { unitId: 'u-1', amountFen: 100 },
    { unitId: 'u-2', amountFen: 250 },
    { unitId: 'u-3', amountFen: 250 },
  ]
  const event = recorded({ batchId: 'b', rows, note: 'n' })

  test('has a leaf for itself with the number of rows, and one for each row', () => {
    const [head, ...rest] = leavesFor(event)
    expect(head).toMatchObject({ kind: 'event', dataHash: hexOf('{"batchId":"b","rows":3,"note":"n"}') })
    expect(rest.map((leaf) => (leaf as RowLeaf).rowHash)).toEqual(rows.map((row) => hexOf(JSON.stringify(row))))
    expect(rest.map((leaf) => (leaf as RowLeaf).index)).toEqual([0, 1, 2])
  })

  test('salts its rows, so that equal rows have different leaves and a changed row changes every salt', () => {
    const salts = (data: unknown) =>
      leavesFor(recorded(data)).flatMap((leaf) => (leaf.kind === 'row' ? [leaf.salt] : []))
    const now = salts(event.data)
    expect(new Set(now).size).toBe(3)
    const then = salts({ batchId: 'b', rows: [rows[0], rows[1], { unitId: 'u-3', amountFen: 251 }], note: 'n' })
    expect(now.filter((salt) => then.includes(salt))).toEqual([])
  })

  test('proves one row without showing another', () => {
    const before = leavesFor(recorded({ a: 1 }))
    const leaves = [...before, ...leavesFor(event)]
    const hashes = leaves.map(hashOfLeaf)
    const tree = logTree()
    tree.addEvent(storedText(recorded({ a: 1 })))
    tree.addEvent(storedText(event))
    const index = leaves.findIndex((leaf) => leaf.kind === 'row' && leaf.index === 1)
    const path = inclusionProof(sha256, (place) => hashes[place]!, index, hashes.length)
    // What the owner gets: the row, its salt, where it is, the path; what the owner has: size and root.
    const shown = { ...(leaves[index] as RowLeaf), rowHash: hexOf(JSON.stringify(rows[1])) }
    const proof = { index, size: tree.size(), path, root: tree.root() }
    const prove = (leaf: RowLeaf) =>
      verifyInclusion(plainSha256, { ...proof, leaf: leafHash(plainSha256, utf8(leafText(leaf))) })
    expect(prove(shown)).toBe(true)
    expect(prove({ ...shown, rowHash: hexOf(JSON.stringify({ unitId: 'u-2', amountFen: 251 })) })).toBe(false)
    expect(prove({ ...shown, index: 2 })).toBe(false)
  })

  test('has a leaf for each row of every list of entries, and each names its list', () => {
    const units = [
      { entryId: 'e-1', unitId: 'u-1' },
      { entryId: 'e-2', unitId: 'u-2' },
    ]
    const data = { paymentId: 'p', units, files: ['f'], sellers: [], owed: [{ entryId: 'e-3' }], pools: [{ fen: 1 }] }
    const [head, ...rest] = leavesFor(recorded(data))
    const shown = '{"paymentId":"p","units":2,"files":["f"],"sellers":[],"owed":1,"pools":[{"fen":1}]}'
    expect(shownData(storedText(recorded(data)))).toBe(shown)
    expect(head).toMatchObject({ kind: 'event', dataHash: hexOf(shown) })
    const places = rest.map((leaf) => (leaf.kind === 'row' ? [leaf.list, leaf.index] : []))
    expect(places).toEqual([
      ['units', 0],
      ['units', 1],
      ['owed', 0],
    ])
    const salts = rest.flatMap((leaf) => (leaf.kind === 'row' ? [leaf.salt] : []))
    const known = [hexOf(JSON.stringify(data)), hexOf(JSON.stringify(metadata))] as const
    const guessed = ['units/0', 'units/1', 'owed/0'].map((place) => hexOf(saltText(...known, place)))
    expect(
      salts.filter((salt) => guessed.includes(salt)),
      'the hash of the metadata is shown in proofs',
    ).toEqual([])
    const moved = leavesFor(recorded({ ...data, units: [], owed: [...units, { entryId: 'e-3' }] }))
    const textsOf = (leaves: readonly Leaf[]) => leaves.map(leafText)
    expect(textsOf(rest).filter((text) => textsOf(moved).includes(text))).toEqual([])
  })

  test.each([
    [{ rows: 3 }],
    [{ entryId: 'e', list: [{ entryId: 3 }] }],
    [{ nested: { rows: [1] } }],
    [['"rows":[']],
    [null],
  ])('is not %j', (data) => {
    expect(leavesFor(recorded(data))).toHaveLength(1)
  })
})
