/**
 * Links that let somebody without an account do one thing: whoever holds the token is that one thing's person, and
 * nobody else anywhere. A token is 256 bits that only this server can make; the log keeps its SHA-256 alone. It comes in
 * the header `Authorization: Bearer`, which no other site can send along and no server log holds.
 */
import { createHmac, hash } from 'node:crypto'
import { type Day, dayOf, instantOf, Rejected } from '@changxin/shared/kernel'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Read, Views } from '../views/views.ts'
import type { Principal } from './principal.ts'
import { sessionSecretOf } from './session-cookie.ts'

/** What links are given for; each is a reach of the access table: `link@job`, `link@turn`. */
export type LinkPurpose = 'job' | 'turn'

/** What a principal holds that came by a link. */
export interface HeldLink {
  readonly purpose: LinkPurpose
  readonly linkId: string
  /** The one thing that it opens. */
  readonly aboutId: string
  /** Files that may still be brought by it. */
  readonly uploadsLeft: number
}

/** A feature's links of one purpose. */
export interface LinkSource {
  /** Who holds it; null when the hash is no link of this purpose. Throws when its power has ended: the refusal says why. */
  find(read: Read, tokenHash: string, today: Day): (HeldLink & { readonly personId: string }) | null
}

export interface LinkTokens {
  /** The same for the same link, so that a repeated command can be answered without any token being kept. */
  of(linkId: string): string
}

const BEARER = /^Bearer\s+(.*)$/i
/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/

export const tokenHashOf = (token: string) => hash('sha256', token, 'hex')

export function createLinkTokens(config: Pick<Config, 'KEYS_DIR' | 'SESSION_SECRET' | 'PUBLIC_URL'>): LinkTokens {
  const secret = sessionSecretOf(config)
  // Said in other words than a session's seal, so that neither can ever stand for the other.
  return { of: (linkId) => createHmac('sha256', secret).update(`one-purpose-link ${linkId}`).digest('base64url') }
}

export interface Links {
  /** Null where no link was sent. Throws for a link that is none, or has no power any more. */
  principalOf(request: Pick<FastifyRequest, 'headers'>): Principal | null
}

export function createLinks({
  views,
  nowMs,
  sources,
}: {
  views: Pick<Views, 'peek'>
  nowMs: () => number
  sources: readonly LinkSource[]
}): Links {
  return {
    principalOf({ headers: { authorization = '' } }) {
      const token = BEARER.exec(authorization)?.[1]
      // Another scheme is a proxy's matter.
      if (token === undefined) return null
      if (!TOKEN.test(token)) throw new Rejected('link-unknown')
      const tokenHash = tokenHashOf(token)
      const today = dayOf(instantOf(nowMs()))
      const found = views.peek((read) => {
        for (const source of sources) {
          const holder = source.find(read, tokenHash, today)
          if (holder) return holder
        }
        throw new Rejected('link-unknown')
      })
      const { personId, ...link } = found
      return { personId, sessionId: link.linkId, grants: [], homes: [], link }
    },
  }
}
