/** An internal CA: refused where nobody has named it, trusted where NODE_EXTRA_CA_CERTS does. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type S3Server, startS3rver } from './s3-server.fixture.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('./checking-node.fixture.ts', import.meta.url))

let folder: string
let server: S3Server
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
  await run('openssl', [...request, ...subject])
  server = await startS3rver({ key: readFileSync(key), cert: readFileSync(cert) })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function checked(environment: Readonly<Record<string, string>>): Promise<string> {
  const { endpoint, bucket, prefix } = server.address()
  const { accessKeyId, secretAccessKey } = server.keys
  const given = { FILES_S3_ACCESS_KEY_ID: accessKeyId, FILES_S3_SECRET_ACCESS_KEY: secretAccessKey }
  const store = { DATA_DIR: folder, FILES_S3_URL: `${endpoint}/${bucket}/${prefix}`, ...given }
  const { NODE_EXTRA_CA_CERTS: _, ...surroundings } = process.env
  const { stdout } = await run(process.execPath, [PROGRAM], { env: { ...surroundings, ...store, ...environment } })
  return stdout
}

test('a certificate that nobody knows is refused by name', async () => {
  expect(await checked({})).toContain('self-signed certificate')
})

test('one of an internal CA is trusted where it is named', async () => {
  expect(await checked({ NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') })).toBe('usable\n')
})
