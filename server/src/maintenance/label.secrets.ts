/**
 * What labels keep secret: the token of an open form, and the address of a follow-up page. Both are seals of the
 * server's session secret, so a repeated command answers the same; the code on the wall is drawn by chance.
 */
import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { FORM_MINUTES, LABEL_CODE_LENGTH } from '@changxin/shared/maintenance'

/** 32 letters, five bits each, none that people mix up. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const EXPIRY_LETTERS = 8
const NONCE_LETTERS = 16
/** 200 bits. With expiry and nonce a token has 64 letters. */
const SEAL_LETTERS = 40
/** 160 bits. */
const FOLLOW_UP_LETTERS = 32

/** As many letters as there are bytes, at most. */
export const lettersOf = (bytes: Uint8Array, count: number) =>
  Array.from(bytes.subarray(0, count), (byte) => LETTERS.charAt(byte & 31)).join('')

export const drawCode = () => lettersOf(randomBytes(LABEL_CODE_LENGTH), LABEL_CODE_LENGTH)

/** A follow-up page is found by this: the log does not hold the secret itself. */
export const followUpHashOf = (secret: string) => hash('sha256', secret, 'hex')

/** Seconds as letters, so that their order is that of time. */
function expiryOf(atMs: number): string {
  const seconds = Math.max(0, Math.floor(atMs / 1_000))
  const letterAt = (index: number) => LETTERS.charAt(Math.floor(seconds / 32 ** (EXPIRY_LETTERS - 1 - index)) % 32)
  return Array.from({ length: EXPIRY_LETTERS }, (_, index) => letterAt(index)).join('')
}

/** What the ids of the forms begin with that are over at this time; those that are over before come before. */
export const formIdAt = (atMs: number) => `form-${expiryOf(atMs)}`

export interface OpenedForm {
  /** One for each opening, beginning with when it is over: what was uploaded belongs to it. */
  readonly formId: string
  readonly expiresAtMs: number
}

export interface LabelSeals {
  /** The same command opens the same form. */
  openForm(code: string, commandId: string, nowMs: number): { readonly token: string; readonly expiresAtMs: number }
  /** Null when this server did not make the token for this label. Does not look at the time. */
  formOf(code: string, token: string): OpenedForm | null
  followUpOf(requestId: string): string
}

export function createLabelSeals(secret: string): LabelSeals {
  const seal = (count: number, ...parts: readonly (string | number)[]) =>
    lettersOf(createHmac('sha512', secret).update(parts.join('\u0000')).digest(), count)
  const sealOfForm = (code: string, head: string) => seal(SEAL_LETTERS, 'label-form', code, head)

  return {
    openForm(code, commandId, nowMs) {
      const expiresAtMs = nowMs + FORM_MINUTES * 60_000
      const head = expiryOf(expiresAtMs) + seal(NONCE_LETTERS, 'label-nonce', code, commandId)
      return { token: head + sealOfForm(code, head), expiresAtMs: Math.floor(expiresAtMs / 1_000) * 1_000 }
    },
    formOf(code, token) {
      const head = token.slice(0, EXPIRY_LETTERS + NONCE_LETTERS)
      const given = Buffer.from(token.slice(head.length))
      const right = Buffer.from(sealOfForm(code, head))
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const expiry = [...head.slice(0, EXPIRY_LETTERS)].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0)
      const expiresAtMs = expiry * 1_000
      return { formId: `${formIdAt(expiresAtMs)}-${head.slice(EXPIRY_LETTERS)}`, expiresAtMs }
    },
    followUpOf: (requestId) => seal(FOLLOW_UP_LETTERS, 'follow-up', requestId),
  }
}
