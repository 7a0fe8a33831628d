/** Files in an S3-compatible store: the package's in every run, a real one where S3_TEST_URL names it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createLogger } from '../../logger.ts'
import { fileStoreContract } from '../file-store.contract.ts'
import { openFileStore } from '../file-store.ts'
import { openS3Bytes } from './s3-bytes.ts'
import { type S3Server, startS3 } from './s3-server.fixture.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3()
})
afterAll(() => server.close())

fileStoreContract('an S3-compatible store', async () => {
  const address = server.address()
  const folder = mkdtempSync(join(tmpdir(), 'changxin-files-'))
  let dataDir = folder
  let nodes = 0
  const openBytes = (aside: string) => openS3Bytes({ address, keys: server.keys, aside })
  const reopen = () => openFileStore({ dataDir, openBytes, logger: createLogger('silent') })
  return {
    open() {
      dataDir = join(folder, `node-${nodes++}`)
      return reopen()
    },
    reopen,
    dataDir: () => dataDir,
    kept: async () => (await server.keysBelow(address)).map((key) => key.replace('/', '')).sort(),
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  }
})
