/** Files in a folder: of one node, and shared by several. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { createLogger } from '../logger.ts'
import { fileStoreContract, filesBelow } from './file-store.contract.ts'
import { openFileStore } from './file-store.ts'
import { openFolderBytes } from './folder-bytes.ts'

for (const isShared of [false, true])
  fileStoreContract(isShared ? 'a shared folder' : 'a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'changxin-files-'))
    const root = join(folder, 'files')
    if (isShared) mkdirSync(root)
    let dataDir = folder
    let nodes = 0
    const openBytes = () => openFolderBytes({ root, isShared })
    const reopen = () => openFileStore({ dataDir, openBytes, logger: createLogger('silent') })
    return {
      open() {
        dataDir = join(folder, `node-${nodes++}`)
        return reopen()
      },
      reopen,
      dataDir: () => dataDir,
      kept: async () =>
        filesBelow(root)
          .map((path) => relative(root, path).replace(sep, ''))
          .sort(),
      dispose: async () => rmSync(folder, { recursive: true, force: true }),
    }
  })
