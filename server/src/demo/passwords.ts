/** Hashes of the one password of the demo accounts, with salts from the seed: two builds write the same bytes. */
import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { DEMO_PASSWORD, type DemoLogin, demoLogins } from './demo-accounts.ts'

const SALT_BYTES = 16
/** The password stands on the sign-in page: nothing is gained by making it slow to try. */
const ARGON2ID = { memoryCost: 1_024, timeCost: 2, parallelism: 1 } as const

export async function demoPasswordHashes(seed: number): Promise<ReadonlyMap<DemoLogin, string>> {
  const hashes = demoLogins.map(async (login): Promise<[DemoLogin, string]> => {
    const salt = createHash('sha256').update(`${seed} ${login}`).digest().subarray(0, SALT_BYTES)
    return [login, await hash(DEMO_PASSWORD, { ...ARGON2ID, salt })]
  })
  return new Map(await Promise.all(hashes))
}
