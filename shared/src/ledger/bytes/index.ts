/**
 * Bytes for hashing, in the server and in the browser alike: UTF-8, hex, and fields whose borders cannot be moved. A
 * module of its own without zod, so that the thread that writes the log starts in a third of the time.
 */

/** Given in, so that the server uses OpenSSL and a page the plain implementation beside this file. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

declare const TextEncoder: new () => { encode(text: string): Uint8Array }

const encoder = new TextEncoder()

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Length in UTF-8 without encoding; most fields are short ASCII. */
export function utf8Length(text: string): number {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return utf8(text).length
  return text.length
}

/** `['ab', '水']` → `2:ab,3:水,`: the UTF-8 length before each field, so that no two lists give the same text. */
export function lengthPrefixed(fields: readonly string[]): string {
  let text = ''
  for (const field of fields) text += `${utf8Length(field)}:${field},`
  return text
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexOfByte[byte]
  return text
}

export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new RangeError('not lower-case hex')
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  return bytes
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
