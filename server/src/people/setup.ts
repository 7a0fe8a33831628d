/** The one-time token of a new server: whoever reads the terminal may make the first administrator, once. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Read, Views } from '../views/views.ts'

const TOKEN_BYTES = 16
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

export interface SetupToken {
  /** True while nobody administers the whole server. */
  needed(views: Pick<Views, 'read'>): boolean
  /** The same within a read. */
  neededIn(read: Read): boolean
  /** Kept in memory alone; a restart makes another one, unless several nodes share it. */
  readonly token: string
  matches(given: string): boolean
}

/** RFC 4648 in small letters, without padding: easy to read off a terminal and to type. */
function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += BASE32[(value >>> bits) & 31]
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text
}

/** The same on every node that has the secret: whichever of them is asked knows it. */
export function sharedSetupToken(secret: string): string {
  return base32(createHmac('sha256', secret).update('set-up').digest().subarray(0, TOKEN_BYTES))
}

export function createSetup(token: string = base32(randomBytes(TOKEN_BYTES))): SetupToken {
  const right = Buffer.from(token)
  return {
    token,
    needed: (views) => !views.read((read) => hasAdministrator(read)).result,
    neededIn: (read) => !hasAdministrator(read),
    matches(given) {
      const typed = Buffer.from(given.trim().toLowerCase())
      return typed.length === right.length && timingSafeEqual(typed, right)
    },
  }
}

/** Is there somebody who administers everything and can sign in, apart from this grant or this person? */
export function hasAdministrator(read: Read, { exceptGrantId = '', exceptPersonId = '' } = {}): boolean {
  const found = read.get(
    `SELECT 1 FROM people_grant g JOIN people_person p ON p.person_id = g.person_id
     WHERE g.role = 'administrator' AND g.scope_kind = 'all' AND p.login_name IS NOT NULL AND g.grant_id <> ? AND g.person_id <> ?
     LIMIT 1`,
    exceptGrantId,
    exceptPersonId,
  )
  return found !== undefined
}
