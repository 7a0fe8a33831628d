/**
 * SHA-256 (FIPS 180-4) in plain TypeScript: a page inside a closed network often has no https, and without it browsers
 * offer no WebCrypto, yet an owner must be able to check a proof there. The server uses OpenSSL.
 */

const BLOCK_BYTES = 64

/** The first 32 bits of the fractional part of a root: the standard's constants are square and cube roots of primes. */
function fractionBits(prime: number, root: 2 | 3): number {
  const scaled = BigInt(prime) << BigInt(32 * root)
  let low = 0n
  let high = 1n << 40n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** BigInt(root) <= scaled) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

const primes = firstPrimes(64)
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fractionBits(prime, 2))
const roundConstants = Int32Array.from(primes, (prime) => fractionBits(prime, 3))

const rotate = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

/** The message, a one bit, zeros, and its length in bits, in whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES
  const message = new Uint8Array(length)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(length - 4, (bytes.length << 3) >>> 0)
  return view
}

function expand(view: DataView, offset: number, words: Int32Array): void {
  const at = (index: number) => words[index] as number
  for (let index = 0; index < 16; index++) words[index] = view.getInt32(offset + 4 * index)
  for (let index = 16; index < 64; index++) {
    const early = at(index - 15)
    const late = at(index - 2)
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    words[index] = at(index - 16) + small0 + at(index - 7) + small1
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let index = 0; index < 64; index++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const one = (h + big1 + choice + (roundConstants[index] as number) + (words[index] as number)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + big0 + majority) | 0]
  }
  const next = [a, b, c, d, e, f, g, h]
  for (let index = 0; index < 8; index++) state[index] = (state[index] as number) + (next[index] as number)
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes)
  const state = initial.slice()
  const words = new Int32Array(64)
  for (let offset = 0; offset < view.byteLength; offset += BLOCK_BYTES) {
    expand(view, offset, words)
    compress(state, words)
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (let index = 0; index < 8; index++) digest.setInt32(4 * index, state[index] as number)
  return new Uint8Array(digest.buffer)
}
