/** Ids come from (actor, idempotency key, index): the same command always makes the same ids. */
import { hash } from 'node:crypto'

/** UUID version 8 (RFC 9562: custom) of a SHA-256. */
export function deriveId(...parts: readonly (string | number)[]): string {
  const hex = hash('sha256', parts.join('\u0000'), 'hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const UUID_V7_TIME = /^[0-9a-f]{8}-[0-9a-f]{4}-7/

/**
 * The same, beginning with the time of a UUIDv7 key: ids that arrive in order of time go to the end of the index, and
 * half of the cost of an insert is gone. Any other key makes an id that is as good and merely slower to store.
 */
export function deriveOrderedId(commandId: string, ...parts: readonly (string | number)[]): string {
  const id = deriveId(commandId, ...parts)
  return UUID_V7_TIME.test(commandId) ? `${commandId.slice(0, 13)}${id.slice(13)}` : id
}

/** JSON with sorted keys, so that the hash of an input does not depend on how the client ordered it. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** `target`: the action and what it is done to. */
export function inputHashOf(target: string, body: unknown): string {
  return hash('sha256', `${target}\n${canonicalJson(body)}`, 'hex')
}
