/** Ed25519 by the browser; where it has none (older ones, pages that came over plain http), by script. */
import { fromHex, utf8 } from '@changxin/shared/ledger/bytes'
import type { IsSigned } from '@changxin/shared/repair-fund/proof'
import { ed25519 } from '@noble/curves/ed25519.js'

/** RFC 8032, 7.1, test 1: the signature of nothing. A browser that finds it good can check others. */
const KNOWN = {
  publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
}
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

async function verified(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', owned(publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, owned(signature), owned(text))
}

let isAble: Promise<boolean> | undefined

/** Slower, and the same everywhere: for browsers without Ed25519 and for pages without a secure context. */
export const verifiedInScript: IsSigned = async (publicKey, text, signature) => {
  try {
    return ed25519.verify(signature, text, publicKey, { zip215: false })
  } catch {
    // A key or a signature of the wrong length.
    return false
  }
}

export const isSigned: IsSigned = async (publicKey, text, signature) => {
  isAble ??= verified(fromHex(KNOWN.publicKey), utf8(''), fromHex(KNOWN.signature)).catch(() => false)
  if (!(await isAble)) return verifiedInScript(publicKey, text, signature)
  return verified(publicKey, text, signature).catch(() => false)
}
