/** The key that signs checkpoints: made at first need, readable by its owner alone; public keys stay for ever. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const KEY_FILE = 'checkpoint.ed25519.pem'
const PUBLIC_KEY_FILE = /^checkpoint-[0-9a-f]{32}\.pub\.pem$/
const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
const READABLE_FILE = 0o644

export interface CheckpointKeys {
  readonly keyId: string
  /** SPKI PEM, for owners who check a checkpoint themselves. */
  readonly publicKeyPem: string
  /** Base64 Ed25519 signature of the text as UTF-8. */
  sign(text: string): string
}

const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()

export function keyIdOf(publicKeyPem: string): string {
  const spki = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 32)
}

/** Whole or not at all, and never over a file that is there. */
function writeNew(file: string, text: string, mode: number): void {
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    // Made by another meanwhile: that one counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
}

export function openCheckpointKeys(folder: string): CheckpointKeys {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  const file = path.join(folder, KEY_FILE)
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeNew(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), OWNER_ONLY_FILE)
  }
  const privateKey = createPrivateKey(readFileSync(file))
  const publicKeyPem = pemOf(createPublicKey(privateKey))
  const keyId = keyIdOf(publicKeyPem)
  // Beside the private key, so that old checkpoints can be checked after the key was changed.
  const publicFile = path.join(folder, `checkpoint-${keyId}.pub.pem`)
  if (!existsSync(publicFile)) writeNew(publicFile, publicKeyPem, READABLE_FILE)
  return { keyId, publicKeyPem, sign: (text) => signBytes(null, Buffer.from(text), privateKey).toString('base64') }
}

/** Every public key that the folder ever had. */
export function checkpointPublicKeys(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => PUBLIC_KEY_FILE.test(name))
  return names.sort().map((name) => readFileSync(path.join(folder, name), 'utf8'))
}

export function isSignedBy(publicKeyPem: string, text: string, signature: string): boolean {
  return verifyBytes(null, Buffer.from(text), publicKeyPem, Buffer.from(signature, 'base64'))
}
