import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  emptyRoot,
  fromHex,
  frontierRoot,
  growingTree,
  inclusionProof,
  leafHash,
  nodeHash,
  sha256,
  toHex,
  treeRoot,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

// The inputs and roots that Certificate Transparency implementations test with.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = inputs.map((hex) => leafHash(sha256, fromHex(hex)))
const at = (index: number) => leaves[index] as Uint8Array

/** RFC 6962 section 2.1, word for word. */
function rootByDefinition(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 0) return emptyRoot(sha256)
  if (parts.length === 1) return parts[0] as Uint8Array
  let split = 1
  while (split * 2 < parts.length) split *= 2
  return nodeHash(sha256, rootByDefinition(parts.slice(0, split)), rootByDefinition(parts.slice(split)))
}

describe('known trees', () => {
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('the root of %i leaves', (size, root) => {
    expect(toHex(treeRoot(sha256, at, size))).toBe(root)
  })
})

const manyLeaves = fc
  .array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 })
  .map((contents) => contents.map((content) => leafHash(sha256, content)))
const otherThan = (hash: Uint8Array) => Uint8Array.from(hash, (byte, index) => (index === 5 ? byte ^ 1 : byte))

describe('any tree', () => {
  test('has the root of the definition, also when it grows from a saved frontier', () => {
    fc.assert(
      fc.property(manyLeaves, fc.nat(), (hashes, cut) => {
        const first = growingTree(sha256)
        const saved = cut % (hashes.length + 1)
        for (const hash of hashes.slice(0, saved)) first.add(hash)
        const second = growingTree(sha256, first.frontier())
        for (const hash of hashes.slice(saved)) second.add(hash)
        expect(second.size()).toBe(hashes.length)
        expect(toHex(second.root())).toBe(toHex(rootByDefinition(hashes)))
      }),
    )
  })

  test('proves each leaf in its place, and in no other, and no other leaf', () => {
    fc.assert(
      fc.property(manyLeaves, fc.nat(), fc.nat(), (hashes, first, second) => {
        const size = hashes.length
        const [index, other] = [first % size, second % size]
        const leaf = hashes[index] as Uint8Array
        const root = rootByDefinition(hashes)
        const path = inclusionProof(sha256, (place) => hashes[place] as Uint8Array, index, size)
        const proof = { leaf, index, size, path, root }
        expect(verifyInclusion(sha256, proof)).toBe(true)
        expect(verifyInclusion(sha256, { ...proof, leaf: otherThan(leaf) })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, root: otherThan(root) })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, path: [...path, root] })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, path: path.slice(1) })).toBe(size === 1)
        const moved = verifyInclusion(sha256, { ...proof, index: other })
        // Equal leaves with equal neighbours may stand for each other.
        if (toHex(hashes[other] as Uint8Array) !== toHex(leaf)) expect(moved).toBe(false)
      }),
    )
  })

  test('proves that it began as each smaller one, and as nothing else', () => {
    fc.assert(
      fc.property(manyLeaves, fc.nat(), (hashes, cut) => {
        const size = hashes.length
        const oldSize = cut % (size + 1)
        const path = consistencyProof(sha256, (place) => hashes[place] as Uint8Array, oldSize, size)
        const oldRoot = rootByDefinition(hashes.slice(0, oldSize))
        const proof = { oldSize, oldRoot, size, root: rootByDefinition(hashes), path }
        expect(verifyConsistency(sha256, proof)).toBe(true)
        expect(verifyConsistency(sha256, { ...proof, oldRoot: otherThan(oldRoot) })).toBe(false)
        expect(verifyConsistency(sha256, { ...proof, path: [...path, oldRoot] })).toBe(false)
        // From nothing every tree grows.
        if (oldSize > 0) expect(verifyConsistency(sha256, { ...proof, root: otherThan(proof.root) })).toBe(false)
      }),
    )
  })
})

test.each([
  [-1, 4],
  [4, 4],
  [0.5, 4],
])('leaf %s of %s is no place', (index, size) => {
  const leaf = at(0)
  expect(verifyInclusion(sha256, { leaf, index, size, path: [], root: leaf })).toBe(false)
})

test('a frontier that cannot be of its size is refused', () => {
  expect(() => frontierRoot(sha256, { size: 3, subtrees: [at(0)] })).toThrow(RangeError)
})

test('hex and UTF-8', () => {
  expect(toHex(utf8('水𠮷'))).toBe('e6b0b4f0a0aeb7')
  expect(() => fromHex('ABC')).toThrow(RangeError)
})
