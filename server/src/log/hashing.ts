/** SHA-256 by OpenSSL, in the shapes that the log needs. */
import { hash } from 'node:crypto'

export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

/** Hex SHA-256 of the text as UTF-8. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')

/** A UUID that is always the same for the same text: ids of events that are derived must be UUIDs on every engine. */
export function uuidFrom(text: string): string {
  const hex = sha256Hex(text)
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
