/** Password hashes: argon2id, few at a time, and the same work for a name that nobody has. */
import { hash, verify } from '@node-rs/argon2'
import { createGate } from '../gate.ts'

/** 12 MiB and three passes: the strength OWASP asks for, in about 10 ms. */
const ARGON2ID = { memoryCost: 12 * 1024, timeCost: 3, parallelism: 1 } as const
/** Each takes a thread of the pool and 12 MiB. */
const HASHINGS_AT_ONCE = 2
/** About two seconds of waiting; more is refused with 429. */
const HASHINGS_WAITING = 200

export interface Passwords {
  hash(password: string): Promise<string>
  /** False for a wrong password. Without a hash (no such name) it takes as long and is false. */
  matches(passwordHash: string | null, password: string): Promise<boolean>
}

/** What people type on different keyboards for the same password is one password (RFC 8265). */
const prepared = (password: string) => password.normalize('NFC')

export function createPasswords(): Passwords {
  const gate = createGate({ atOnce: HASHINGS_AT_ONCE, waiting: HASHINGS_WAITING })
  let dummy: Promise<string> | undefined
  const makeHash = (password: string) => gate.run(() => hash(prepared(password), ARGON2ID))
  return {
    hash: makeHash,
    async matches(passwordHash, password) {
      dummy ??= makeHash('nobody has this password')
      const against = passwordHash ?? (await dummy)
      const same = await gate.run(() => verify(against, prepared(password)))
      return same && passwordHash !== null
    },
  }
}
