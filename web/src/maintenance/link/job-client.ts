/** The way to the server of somebody who came by a link: the token goes with every request, and no session is needed. */
import { FILES_PATH } from '@changxin/shared/files'
import type { InjectionKey } from 'vue'
import { type Client, createClient, type ProblemError, problemOf, unreachable, uploadFile } from '../../api/index.ts'

export interface JobAccess {
  readonly client: Client
  /** A picture of the job; rejects with a ProblemError. A plain address would go without the token. */
  picture(sha256: string, size: 'small' | 'full'): Promise<Blob>
  /** Answers the SHA-256. */
  upload(file: Blob, idempotencyKey: string): Promise<string>
}

export const jobAccessKey: InjectionKey<JobAccess> = Symbol('job access')

/** 256 bits in base64url, as the server makes them; anything else was cut off on its way. */
const TOKEN = /^[\w-]{43}$/

/** What stands after `#` in the address of the page, or null. */
export function tokenIn(hash: string): string | null {
  const token = hash.replace(/^#/, '')
  return TOKEN.test(token) ? token : null
}

export function createJobAccess(token: string, language: () => string, send: typeof fetch = fetch): JobAccess {
  const authorization = `Bearer ${token}`
  const authorised: typeof fetch = (address, init) =>
    send(address, { ...init, headers: { ...init?.headers, Authorization: authorization } })
  return {
    // What the link is refused with is shown on its page; there is no other place to go.
    client: createClient({ fetch: authorised, language, onUnauthorized: () => {} }),
    async picture(sha256, size) {
      const address = `${FILES_PATH}/${sha256}${size === 'small' ? '/thumbnail' : ''}`
      const response = await authorised(address, { headers: { 'Accept-Language': language() } }).catch(() => {
        throw unreachable()
      })
      if (!response.ok) throw await problemOf(response)
      return response.blob()
    },
    async upload(file, idempotencyKey) {
      const { done } = uploadFile(file, { language: language(), idempotencyKey, authorization })
      return (await done).sha256
    },
  }
}

/** `link-unknown`, `job-link-expired`, `turn-link-over` and so on. */
const OF_THE_LINK = /^((job|turn)-)?link-/

/** The link itself is refused: nothing on the page can be done any more, whatever is tried. */
export function isEnded(error: ProblemError | null): boolean {
  return error !== null && OF_THE_LINK.test(error.problem.code)
}
