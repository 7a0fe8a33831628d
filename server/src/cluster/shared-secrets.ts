/**
 * Nodes of one log must seal and sign with the same keys: a session, a link or a ballot of one must open at the others. The
 * first node leaves the fingerprint of its secret in the log; one that has another does not start.
 */
import { createHmac } from 'node:crypto'
import { type LeaseStream, LogUnavailable } from '../log/index.ts'

const MAX_TRIES = 5

export const fingerprintOf = (secret: string): string =>
  createHmac('sha256', secret).update('the secret of this cluster').digest('hex').slice(0, 32)

/** Throws OtherSecret. */
export async function checkSharedSecret(stream: LeaseStream, secret: string): Promise<void> {
  const mine = fingerprintOf(secret)
  for (let tried = 0; tried < MAX_TRIES; tried++) {
    const known = await stream.read()
    if (known?.holder === mine) return
    if (known) throw new OtherSecret()
    if ((await stream.write('none', mine)) !== null) return
  }
  throw new LogUnavailable('the log could not be told which secret its nodes share')
}

export class OtherSecret extends Error {
  constructor() {
    super('SESSION_SECRET is not the one that the other nodes of this log have: give every node the same')
    this.name = 'OtherSecret'
  }
}
