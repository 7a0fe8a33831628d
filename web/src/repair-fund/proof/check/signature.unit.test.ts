/** Signatures are checked the same by the browser and by script. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSigned, verifiedInScript } from './signature.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
const text = new TextEncoder().encode('changxin checkpoint 2026-03-01')
const signature = new Uint8Array(sign(null, text, privateKey))
const changed = (bytes: Uint8Array) => bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte))

test.each([
  ['by the browser', isSigned],
  ['by script', verifiedInScript],
])('%s a signature is good, and with one bit changed anywhere it is not', async (_, check) => {
  expect(await check(raw, text, signature)).toBe(true)
  expect(await check(raw, changed(text), signature)).toBe(false)
  expect(await check(raw, text, changed(signature))).toBe(false)
  expect(await check(changed(raw), text, signature)).toBe(false)
  expect(await check(raw.subarray(1), text, signature)).toBe(false)
})
