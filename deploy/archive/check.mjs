/**
 * `node check.mjs fingerprint <release.pub>` prints the key's fingerprint; `node check.mjs signature <release.pub> <file>
 * <signature>` says by its exit code whether the key signed the file. For machines without OpenSSL 3.
 */
import { readFileSync } from 'node:fs'
import { fingerprintOf, isSignedBy } from './signing.mjs'

const [task, key, file, signature] = process.argv.slice(2)
if (task === 'fingerprint' && key) {
  process.stdout.write(`${fingerprintOf(readFileSync(key, 'utf8'))}\n`)
} else if (task === 'signature' && key && file && signature) {
  if (!isSignedBy(readFileSync(file), readFileSync(signature), readFileSync(key, 'utf8'))) process.exit(1)
} else {
  process.stderr.write('usage: node check.mjs fingerprint <key> | signature <key> <file> <signature>\n')
  process.exit(2)
}
