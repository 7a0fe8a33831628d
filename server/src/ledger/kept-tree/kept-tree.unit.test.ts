/** Paths from the kept file are those of a tree that is hashed anew, whatever happened to the file meanwhile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recorded } from '@changxin/shared/kernel'
import {
  consistencyPath,
  fromHex,
  inclusionPath,
  toHex,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '@changxin/shared/ledger'
import { afterAll, expect, test } from 'vitest'
import { hashOfLeaf, leavesOf, sha256, storedText } from '../../log/index.ts'
import { createKeptTree } from './kept-tree.ts'
import { readerOf, recordedIn, type WrittenEvent } from './log.fixture.ts'
import { openTreeFile } from './tree-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'changxin-kept-tree-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => join(folder, `tree-${files++}.db`)

/** Single events, lists of every length up to 40 under two names, and personal events, which have no leaves. */
const written = Array.from({ length: 90 }, (_, at): WrittenEvent => {
  const list = Array.from({ length: at % 41 }, (_, row) => ({ entryId: `${at}-${row}`, unitId: `u-${row}`, fen: row }))
  if (at % 7 === 0) return { stream: `person-${at}`, type: 'PersonRegistered', data: { name: '张' } }
  if (at % 5 === 0) return { stream: 'fund-1', type: 'ContributionsRecorded', data: { kind: 'grant', rows: list } }
  if (at % 11 === 0) return { stream: 'fund-1', type: 'PaymentMade', data: { units: list, sellers: [], total: at } }
  return { stream: `request-${at % 3}`, type: 'RequestReported', data: { at } }
})
const events = recordedIn('s', written)
const leavesIn = (some: readonly Recorded[]) => some.flatMap((event) => leavesOf(storedText(event)).map(hashOfLeaf))
const checkpointOf = (some: readonly Recorded[]) => {
  const leaves = leavesIn(some)
  return { size: leaves.length, rootHash: toHex(treeRoot(sha256, (at) => leaves[at] as Uint8Array, leaves.length)) }
}

/** Places in a larger tree: every one would take a quarter of a minute. */
const SPREAD = [0, 0.25, 0.63, 0.97, 1]

test('the tree file has the paths of each size up to 300, however it was filled', () => {
  const all = leavesIn(events).slice(0, 300)
  expect(all).toHaveLength(300)
  const leafAt = (at: number) => all[at] as Uint8Array
  const roots = all.map((_, at) => treeRoot(sha256, leafAt, at + 1))
  const tree = openTreeFile(newFile())
  const positions = all.map((_, at) => `s${at.toString(16).padStart(8, '0')}`)
  for (let from = 0, step = 1; from < all.length; from += step, step = (step * 7 + 3) % 61 || 1) {
    const page = all
      .slice(from, from + step)
      .map((hash, at) => ({ position: positions[from + at] ?? '', hashes: [hash] }))
    expect(tree.add(tree.reached(), page)).toBe(true)
  }
  for (let size = 1; size <= all.length; size++) {
    const root = roots[size - 1] as Uint8Array
    expect(toHex(tree.rootOf(0, size))).toBe(toHex(root))
    for (const index of size <= 34
      ? roots.slice(0, size).keys()
      : SPREAD.map((part) => Math.floor((size - 1) * part))) {
      const path = inclusionPath(tree.rootOf, index, size)
      const since = consistencyPath(tree.rootOf, index + 1, size)
      const proof = { size, root }
      const isIn = verifyInclusion(sha256, { ...proof, leaf: leafAt(index), index, path })
      const old = { oldSize: index + 1, oldRoot: roots[index] as Uint8Array }
      const isBeginning = verifyConsistency(sha256, { ...proof, ...old, path: since })
      if (!isIn || !isBeginning) throw new Error(`leaf ${index} of ${size}`)
    }
  }
  tree.close()
})

test('every leaf and every earlier size is proved under each checkpoint, and marks find each event', async () => {
  const file = newFile()
  const kept = createKeptTree({ log: readerOf(events), file })
  for (const count of [2, 6, 17, 50, 90]) {
    const under = events.slice(0, count)
    const checkpoint = checkpointOf(under)
    const [hashes, root] = [leavesIn(under), fromHex(checkpoint.rootHash)]
    const { size } = checkpoint
    await kept.at(checkpoint, async (tree) => {
      for (const [index, leaf] of hashes.entries()) {
        const path = tree.inclusion(index).map(fromHex)
        expect(verifyInclusion(sha256, { leaf, index, size, path, root })).toBe(true)
        const old = { oldSize: index + 1, oldRoot: fromHex(tree.rootHash(index + 1)) }
        const since = tree.consistency(index + 1).map(fromHex)
        expect(verifyConsistency(sha256, { ...old, size, root, path: since })).toBe(true)
      }
      let first = 0
      for (const event of under) {
        const found = await tree.find(event.position)
        const leaves = leavesOf(storedText(event))
        expect(found).toEqual(leaves.length > 0 ? { event, leaves, first } : undefined)
        first += leaves.length
      }
      const next = events[count]
      if (next) expect(await tree.find(next.position), 'after the checkpoint').toBeUndefined()
      expect(await tree.find('sffff')).toBeUndefined()
    })
  }
})

test('a second look reads nothing anew', async () => {
  const log = readerOf(events)
  const kept = createKeptTree({ log, file: newFile() })
  const checkpoint = checkpointOf(events)
  await Promise.all([kept.at(checkpoint, async () => {}), kept.at(checkpoint, async () => {})])
  const pages = log.pages()
  await kept.at(checkpointOf(events.slice(0, 30)), async () => {})
  expect(log.pages()).toBe(pages)
})

test.each([
  ['nothing that can be read', 's', (file: string) => writeFileSync(file, 'not a database'.repeat(400))],
  [
    'the hashes of another log',
    's',
    (file: string) => {
      const tree = openTreeFile(file)
      tree.add(tree.reached(), [{ position: 's0000000000000400', hashes: leavesIn(events).reverse() }])
      tree.close()
    },
  ],
  [
    'positions of another engine',
    't',
    (file: string) => createKeptTree({ log: readerOf(events), file }).at(checkpointOf(events), async () => {}),
  ],
])('a file with %s is made again from the log', async (_, engine, spoil) => {
  const file = newFile()
  await spoil(file)
  const moved = recordedIn(engine, written)
  const kept = createKeptTree({ log: readerOf(moved), file })
  const checkpoint = checkpointOf(moved)
  expect(checkpoint, 'the tree is the same on every engine').toEqual(checkpointOf(events))
  await kept.at(checkpoint, async (tree) => {
    expect(tree.rootHash(checkpoint.size)).toBe(checkpoint.rootHash)
    const first = leavesIn(events.slice(0, 80)).length
    expect(await tree.find(moved[80]?.position ?? '')).toMatchObject({ event: moved[80], first })
  })
})

test('a log that was changed after its checkpoint gives the paths that it has, and is not hashed again each time', async () => {
  const changed = events.map((event, at) => (at === 8 ? { ...event, data: { at: 'changed' } } : event))
  const log = readerOf(changed)
  const kept = createKeptTree({ log, file: newFile() })
  const checkpoint = checkpointOf(events)
  const rootNow = () => kept.at(checkpoint, async (tree) => tree.rootHash(tree.size))
  expect(await rootNow()).not.toBe(checkpoint.rootHash)
  const pages = log.pages()
  expect(await rootNow()).not.toBe(checkpoint.rootHash)
  expect(log.pages()).toBe(pages)
})

test('a tree that was brought on meanwhile takes the same events once', () => {
  const tree = openTreeFile(newFile())
  const start = tree.reached()
  const page = events.slice(0, 3).map((event) => ({ position: event.position, hashes: leavesIn([event]) }))
  expect([tree.add(start, page), tree.add(start, page)]).toEqual([true, false])
  expect(tree.reached()).toEqual({ after: events[2]?.position, leaves: leavesIn(events.slice(0, 3)).length })
  tree.close()
})
