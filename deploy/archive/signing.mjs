// Releases are signed with Ed25519, so that a plain `openssl pkeyutl` checks them. The private key never leaves the machine
// that makes releases; its public half travels with the archive and is known to the operator from elsewhere.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

const defaultKeyFile = () => path.join(homedir(), '.config/changxin/release.key')

/** Opens the signing key, made at first need where no file is named. @param {string} [named] */
export function openSigningKey(named) {
  const file = named ?? defaultKeyFile()
  if (!existsSync(file)) {
    if (named) throw new Error(`${named} is missing: a signing key is PEM, PKCS#8, Ed25519`)
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  const key = createPrivateKey(readFileSync(file))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no Ed25519 key`)
  const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return { file, publicPem, sign: (bytes) => sign(null, bytes, key) }
}

/** SHA-256 of the public key's DER, in hex: `openssl pkey -pubin -in release.pub -outform DER | sha256sum`. */
export const fingerprintOf = (publicPem) =>
  createHash('sha256')
    .update(createPublicKey(publicPem).export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** @param {Buffer} bytes @param {Buffer} signature @param {string} publicPem */
export const isSignedBy = (bytes, signature, publicPem) => verify(null, bytes, createPublicKey(publicPem), signature)
