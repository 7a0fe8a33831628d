/** The session cookie: which session of whom until when, sealed so that only this server can have made it. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { epochMsOf, Id, type Instant, instantOf } from '@changxin/shared/kernel'
import type { Config } from '../config.ts'

export const SESSION_COOKIE = 'changxin_session'
export const SESSION_DAYS = 30
const SECRET_BYTES = 32

export interface SessionClaims {
  readonly sessionId: string
  readonly personId: string
  readonly expiresAt: Instant
  readonly expiresAtMs: number
}

export interface SessionCookies {
  /** The value of a Set-Cookie header that signs in. */
  start(session: Pick<SessionClaims, 'sessionId' | 'personId' | 'expiresAt'>): string
  /** The value of a Set-Cookie header that signs out. */
  readonly clear: string
  /** What a cookie's value says, or null when this server has not sealed it. Does not look at the time. */
  open(value: string): SessionClaims | null
}

type CookieConfig = Pick<Config, 'KEYS_DIR' | 'SESSION_SECRET' | 'PUBLIC_URL'>

export const sessionSecretFileOf = (keysDir: string) => join(keysDir, 'session.secret')

/** From the configuration, else made once and kept with the data, so that a restart signs nobody out. */
export function sessionSecretOf({ KEYS_DIR, SESSION_SECRET }: CookieConfig): string {
  if (SESSION_SECRET !== undefined) return SESSION_SECRET
  const file = sessionSecretFileOf(KEYS_DIR)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < SECRET_BYTES) throw new Error(`${file} is damaged: delete it and everybody signs in anew`)
  return secret
}

export function createSessionCookies(config: CookieConfig): SessionCookies {
  const secret = sessionSecretOf(config)
  const attributes = `Path=/; HttpOnly; SameSite=Lax${config.PUBLIC_URL?.startsWith('https:') ? '; Secure' : ''}`
  const sealOf = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')

  function open(value: string): SessionClaims | null {
    const parts = value.split('.')
    const [sessionId, personId, expires, seal] = parts
    if (parts.length !== 4 || !sessionId || !personId || !expires || !seal) return null
    const right = Buffer.from(sealOf(`${sessionId}.${personId}.${expires}`))
    const given = Buffer.from(seal)
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    const expiresAtMs = Number.parseInt(expires, 36)
    if (!Id.safeParse(sessionId).success || !Id.safeParse(personId).success || !Number.isSafeInteger(expiresAtMs))
      return null
    return { sessionId, personId, expiresAt: instantOf(expiresAtMs), expiresAtMs }
  }

  return {
    start({ sessionId, personId, expiresAt }) {
      const text = `${sessionId}.${personId}.${epochMsOf(expiresAt).toString(36)}`
      return `${SESSION_COOKIE}=${text}.${sealOf(text)}; Expires=${new Date(expiresAt).toUTCString()}; ${attributes}`
    },
    clear: `${SESSION_COOKIE}=; Max-Age=0; ${attributes}`,
    open,
  }
}

/** The value of the session cookie in a Cookie header, or undefined. By hand: this runs for every request. */
export function sessionValueIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const name = `${SESSION_COOKIE}=`
  let start = 0
  while (start < header.length) {
    while (header[start] === ' ') start++
    const end = header.indexOf(';', start)
    const stop = end < 0 ? header.length : end
    if (header.startsWith(name, start)) return header.slice(start + name.length, stop).trim()
    start = stop + 1
  }
  return undefined
}
