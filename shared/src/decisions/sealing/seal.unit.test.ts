import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import type { Mark, Marks } from '../items.ts'
import { fromBase64, toBase64 } from './base64.ts'
import {
  type BallotKey,
  ballotOpener,
  isKeyPair,
  makeBallotKey,
  type OpenBallot,
  SEALED_LENGTH,
  sealBallot,
  sealingSupport,
} from './index.ts'
import { bytesToMarks, MARKS_BYTES, marksToBytes } from './marks-bytes.ts'
import { oldHead, oldMarks, oldPublicKey, oldSealed, oldSecret } from './old-ballot.fixture.ts'

const items = Array.from({ length: 20 }, (_, index) => `item-${index}`)
const head = { decisionId: 'lift', voterId: 'u-101' }
const mark = (itemId: string, answer: Mark) => ({ itemId, mark: answer })
const yes = [mark('item-0', 'yes')]

/** Any ballot that a page can make: some of the items in any order, with any answers. */
const ballots: fc.Arbitrary<Marks> = fc
  .shuffledSubarray(items)
  .chain((some) =>
    fc
      .array(fc.constantFrom<Mark>('yes', 'no', 'abstain'), { minLength: some.length, maxLength: some.length })
      .map((answers) => some.map((itemId, index) => mark(itemId, answers[index]!))),
  )

let key: BallotKey
let open: OpenBallot
beforeAll(async () => {
  key = await makeBallotKey()
  open = await ballotOpener(key.secretKey)
})

describe('a sealed ballot', () => {
  test('opens with the secret to what was marked, and all are of one length', async () => {
    await fc.assert(
      fc.asyncProperty(ballots, async (marks) => {
        const sealed = await sealBallot(key.publicKey, head, marks)
        expect(sealed).toHaveLength(SEALED_LENGTH)
        expect(await open(head, sealed, items)).toEqual({ marks })
        expect(await open(head, sealed, items)).toEqual({ marks })
      }),
      seeded(),
    )
  })

  test('of the same marks looks different each time: nobody finds it by sealing guesses', async () => {
    const sealed = await Promise.all(Array.from({ length: 50 }, () => sealBallot(key.publicKey, head, yes)))
    expect(new Set(sealed).size).toBe(50)
    expect(new Set(sealed.map((text) => text.slice(0, 40))).size).toBe(50)
  })

  test('has no byte that tells a yes from a no', async () => {
    const sums = { yes: new Float64Array(200), no: new Float64Array(200) }
    for (const answer of ['yes', 'no'] as const)
      for (let count = 0; count < 200; count++) {
        const bytes = fromBase64(await sealBallot(key.publicKey, head, [mark('item-0', answer)]))!
        for (let index = 0; index < 200; index++) sums[answer][index]! += bytes[index]! / 255 / 200
      }
    // The first answer stands at byte 32 + 2 + 1 + 64. Averages of 200 such bytes differ by chance by about 0.03.
    const far = Array.from(sums.yes, (sum, index) => Math.abs(sum - sums.no[index]!))
    expect(Math.max(...far)).toBeLessThan(0.2)
  })

  test.each([
    ['under another head', { decisionId: 'lift', voterId: 'u-102' }],
    ['in another decision', { decisionId: 'roof', voterId: 'u-101' }],
    ['with the border between the two moved', { decisionId: 'liftu', voterId: '-101' }],
  ])('does not open %s', async (_, other) => {
    expect(await open(other, await sealBallot(key.publicKey, head, yes), items)).toEqual({
      marks: null,
      reason: 'forged',
    })
  })

  test('does not open with another key', async () => {
    const other = await ballotOpener((await makeBallotKey()).secretKey)
    const sealed = await sealBallot(key.publicKey, head, yes)
    expect(await other(head, sealed, items)).toEqual({ marks: null, reason: 'forged' })
  })

  test('does not open when one bit of it was changed, wherever it is', async () => {
    const sealed = fromBase64(await sealBallot(key.publicKey, head, yes))!
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * sealed.length - 1), async (bit) => {
        const changed = sealed.slice()
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const result = await open(head, toBase64(changed), items)
        expect(result).toEqual({ marks: null, reason: 'forged' })
      }),
      seeded(100),
    )
  })

  test.each([
    ['nothing', ''],
    ['cut off', 'AAAA'],
    ['no base64', '表决'.repeat(SEALED_LENGTH / 2)],
    ['one character more', `${'A'.repeat(SEALED_LENGTH)}A`],
  ])('that is %s is told by its length', async (_, sealed) => {
    expect(await open(head, sealed, items)).toEqual({ marks: null, reason: 'wrong-length' })
  })

  test('of years ago opens for ever', async () => {
    expect(await isKeyPair({ publicKey: oldPublicKey, secretKey: oldSecret })).toBe(true)
    expect(await (await ballotOpener(oldSecret))(oldHead, oldSealed, items)).toEqual({ marks: oldMarks })
  })

  test('with a mark for an item that is not on the paper is void', async () => {
    const sealed = await sealBallot(key.publicKey, head, [mark('item-0', 'yes'), mark('another', 'no')])
    expect(await open(head, sealed, items)).toEqual({ marks: null, reason: 'unknown-item' })
  })
})

describe('the bytes of the marks', () => {
  test('an item marked twice is not sealed, and void where somebody else sealed it', () => {
    const twice = [mark('item-0', 'yes'), mark('item-0', 'yes')]
    expect(() => marksToBytes(twice)).toThrow(RangeError)
    const bytes = marksToBytes([mark('item-0', 'yes'), mark('item-1', 'yes')])
    bytes.set(bytes.subarray(2, 2 + 66), 2 + 66)
    expect(bytesToMarks(bytes, items)).toEqual({ marks: null, reason: 'marked-twice' })
  })

  test('nothing can stand in the filling: one byte anywhere behind the marks and the ballot is void', () => {
    fc.assert(
      fc.property(ballots, fc.nat(MARKS_BYTES - 1), fc.integer({ min: 1, max: 255 }), (marks, at, value) => {
        const bytes = marksToBytes(marks)
        fc.pre(at >= 2 + marks.length * 66)
        bytes[at] = value
        expect(bytesToMarks(bytes, items)).toEqual({ marks: null, reason: 'unreadable' })
      }),
      seeded(),
    )
  })

  test('any bytes at all are marks that are written the same, or void', () => {
    const changed = fc
      .tuple(ballots, fc.array(fc.tuple(fc.nat(MARKS_BYTES - 1), fc.nat(255)), { maxLength: 4 }))
      .map(([marks, edits]) => {
        const bytes = marksToBytes(marks)
        for (const [at, value] of edits) bytes[at] = value
        return bytes
      })
    fc.assert(
      fc.property(changed, (bytes) => {
        const read = bytesToMarks(bytes, items)
        if (read.marks !== null) expect(marksToBytes(read.marks)).toEqual(bytes)
      }),
      seeded(1_000),
    )
  })
})

describe('the key of the counters', () => {
  test('can be made here', async () => {
    expect(await sealingSupport()).toBe('yes')
  })

  test('secret and public key are known to belong together, or not', async () => {
    const other = await makeBallotKey()
    expect(await isKeyPair(key)).toBe(true)
    expect(await isKeyPair({ publicKey: key.publicKey, secretKey: other.secretKey })).toBe(false)
    expect(await isKeyPair({ publicKey: key.publicKey, secretKey: '' })).toBe(false)
    expect(await isKeyPair({ publicKey: toBase64(new Uint8Array(32)), secretKey: key.secretKey })).toBe(false)
  })

  test('what is no key is refused before anything is sealed or opened', async () => {
    await expect(sealBallot('AAAA', head, yes)).rejects.toThrow(RangeError)
    await expect(ballotOpener('AAAA')).rejects.toThrow(RangeError)
  })
})
