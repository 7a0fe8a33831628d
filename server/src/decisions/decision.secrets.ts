/**
 * Codes on the slips, and receipt numbers. Both are made from the server's secret and the id of what they are for, so
 * that a repeated command gives the same one and none is kept: of a code the log holds the SHA-256 alone.
 */
import { createHmac, hash } from 'node:crypto'
import { receiptNumberOf } from '@changxin/shared/decisions'
import { sessionSecretOf } from '../access/session-cookie.ts'
import type { Config } from '../config.ts'

/** Crockford's: no I, L, O or U, so that nothing is misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Sixty bits, in three groups. */
const CODE_CHARS = 12
const GROUP = 4
const RECEIPTS = 10n ** 12n

interface OfHead {
  readonly decisionId: string
  readonly voterId: string
}

export interface BallotSecrets {
  /** `7K3M-Q0ZT-94WB`, of one delivery. */
  code(head: OfHead, deliveryId: string): string
  /** Nobody can tell it from a neighbour's; `attempt` draws another one where it is taken. */
  receiptNumber(decisionId: string, ballotId: string, attempt: number): string
}

export function createBallotSecrets(config: Pick<Config, 'KEYS_DIR' | 'SESSION_SECRET' | 'PUBLIC_URL'>): BallotSecrets {
  const secret = sessionSecretOf(config)
  const draw = (what: string, ...of: readonly (string | number)[]) =>
    createHmac('sha256', secret)
      .update([what, ...of].join(' '))
      .digest()
  return {
    code({ decisionId, voterId }, deliveryId) {
      const bytes = draw('ballot-code', decisionId, voterId, deliveryId)
      const signs = [...bytes.subarray(0, CODE_CHARS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
      return (signs.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
    },
    receiptNumber: (decisionId, ballotId, attempt) =>
      receiptNumberOf(draw('ballot-receipt', decisionId, ballotId, attempt).readBigUInt64BE() % RECEIPTS),
  }
}

/** However it is typed: small letters, without dashes, with the letters that look like digits. */
export function codeHashOf({ decisionId, voterId }: OfHead, typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return hash('sha256', `ballot-code ${decisionId} ${voterId} ${code}`, 'hex')
}
