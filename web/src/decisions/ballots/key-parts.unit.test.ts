import { isKeyPair, makeBallotKey } from '@changxin/shared/decisions/sealing'
import fc from 'fast-check'
import { combine } from 'shamir-secret-sharing'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { combineParts, type MadeKey, makeKey, pairs, splitKey } from './key-parts.ts'
import { grouped, PART_BYTES, partToLines, readPart } from './part-text.ts'

let made: MadeKey
let parts: Uint8Array[]
let hashes: string[]
const typed = (lines: readonly string[]) => {
  const read = readPart(lines.join('\n'))
  if (read.part === null) throw new Error('a slip cannot be read')
  return read.part
}

beforeAll(async () => {
  made = await makeKey()
  parts = made.parts.map((part) => typed(part.lines))
  hashes = made.parts.map((part) => part.hash)
})

describe('the key of three counters', () => {
  test('any two open, in either order, from what stands on their slips', async () => {
    expect(pairs(parts)).toHaveLength(3)
    for (const [one, other] of pairs(parts)) {
      const forth = await combineParts([one, other], made.publicKey, hashes)
      const back = await combineParts([other, one], made.publicKey, hashes)
      if (forth.secretKey === null) throw new Error(forth.reason)
      expect(back).toEqual(forth)
      expect(await isKeyPair({ publicKey: made.publicKey, secretKey: forth.secretKey })).toBe(true)
    }
  })

  test('one alone opens nothing', async () => {
    for (const part of parts) {
      await expect(combine([part])).rejects.toThrow()
      expect(await combineParts([part, part], made.publicKey, hashes)).toEqual({ secretKey: null, reason: 'same-part' })
    }
  })

  test('one alone tells nothing: beside it every value of every byte of the secret is still as possible', async () => {
    for (const part of parts) {
      // Another number than its own, and for each value of its bytes the secret that the two would give.
      const number = part[PART_BYTES - 1] === 1 ? 2 : 1
      const secrets = await Promise.all(
        Array.from({ length: 256 }, (_, value) => {
          const invented = new Uint8Array(PART_BYTES).fill(value)
          invented[PART_BYTES - 1] = number
          return combine([part, invented])
        }),
      )
      for (let at = 0; at < PART_BYTES - 1; at++) expect(new Set(secrets.map((secret) => secret[at])).size).toBe(256)
    }
  })

  test('the same secret is split another way each time', async () => {
    const key = await makeBallotKey()
    const [first, second] = [await splitKey(key), await splitKey(key)]
    for (const part of second.parts) expect(first.parts.map((other) => other.hash)).not.toContain(part.hash)
  })

  test('a part of another decision is noticed before anything is put together', async () => {
    const other = await makeKey()
    const foreign = typed(other.parts[1]!.lines)
    expect(await combineParts([parts[0]!, foreign], made.publicKey, hashes)).toEqual({
      secretKey: null,
      reason: 'foreign-part',
    })
  })

  test('two right parts and another public key are not taken for the key', async () => {
    const other = await makeKey()
    expect(await combineParts([parts[0]!, parts[1]!], other.publicKey, hashes)).toEqual({
      secretKey: null,
      reason: 'another-key',
    })
  })

  test('what is posted holds neither a part nor the secret', async () => {
    const posted = JSON.stringify({ publicKey: made.publicKey, shareHashes: hashes })
    const opened = await combineParts([parts[0]!, parts[2]!], made.publicKey, hashes)
    expect(posted).not.toContain(opened.secretKey)
    for (const part of made.parts) for (const line of part.lines) expect(posted).not.toContain(line)
  })
})

describe('a part on paper', () => {
  const anyPart = fc.uint8Array({ minLength: PART_BYTES, maxLength: PART_BYTES })

  test('is read as it was written, with small letters, O for 0, l for 1, and without spaces', () => {
    fc.assert(
      fc.property(anyPart, (part) => {
        const text = partToLines(part).join('\n')
        const careless = text.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l').replace(/\s/g, '')
        expect(readPart(text)).toEqual({ part })
        expect(readPart(careless)).toEqual({ part })
        expect(grouped(careless)).toBe(text)
      }),
      seeded(),
    )
  })

  test('with one wrong sign names the line that it is in', () => {
    const lines = partToLines(Uint8Array.from({ length: PART_BYTES }, (_, index) => index * 7))
    for (let line = 0; line < lines.length; line++)
      for (let at = 0; at < lines[line]!.length; at++) {
        const sign = lines[line]![at]!
        if (sign === ' ') continue
        const wrong = lines.with(
          line,
          `${lines[line]!.slice(0, at)}${sign === '7' ? '8' : '7'}${lines[line]!.slice(at + 1)}`,
        )
        const read = readPart(wrong.join('\n'))
        if (read.part !== null) throw new Error(`taken for right: ${wrong[line]}`)
        expect(read.lines).toEqual([line + 1])
      }
  })

  test('says how many signs are still to come', () => {
    expect(readPart('')).toEqual({ part: null, missing: 60, lines: [] })
    expect(readPart(partToLines(new Uint8Array(PART_BYTES)).slice(0, 2).join(' '))).toEqual({
      part: null,
      missing: 20,
      lines: [],
    })
  })
})
