/** Ids are opaque text; ids of created things are derived by the server from (actor, idempotency key, index). */
import { z } from 'zod'

export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
export type Id = string

/** Content address of a file: SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** An opaque place in the log; text order is log order. No arithmetic on it. */
export type Position = string
export const Position = z.string().regex(/^[a-z][0-9a-f]{8,40}$/)
