/** Opens the file store that the settings ask for. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { openFileStore } from './file-store.ts'
import type { FilesConfig } from './files-config.ts'
import { openFolderBytes } from './folder-bytes.ts'
import type { KeptBytes } from './kept-bytes.ts'
import { s3AddressOf } from './s3/s3-address.ts'
import { openS3Bytes } from './s3/s3-bytes.ts'
import type { FileStore } from './store.ts'

export interface OpenFilesParts {
  readonly config: FilesConfig & { readonly DATA_DIR: string }
  readonly logger: Pick<Logger, 'warn'>
}

/** Throws when a shared folder is not there; a store that does not answer yet is opened all the same. */
export function openFiles({ config, logger }: OpenFilesParts): Promise<FileStore> {
  const { DATA_DIR: dataDir } = config
  // Where they were while there was one node.
  for (const name of ['incoming', 'thumbnails']) rmSync(join(dataDir, 'files', name), { recursive: true, force: true })
  return openFileStore({ dataDir, logger, openBytes: (aside) => openBytes(config, aside) })
}

function openBytes({ DATA_DIR, ...config }: OpenFilesParts['config'], aside: string): Promise<KeptBytes> {
  const address = config.FILES_S3_URL === undefined ? undefined : s3AddressOf(config.FILES_S3_URL)
  if (!address)
    return openFolderBytes({
      root: config.FILES_DIR ?? join(DATA_DIR, 'files'),
      isShared: config.FILES_DIR !== undefined,
    })
  const keys = {
    region: config.FILES_S3_REGION,
    accessKeyId: config.FILES_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.FILES_S3_SECRET_ACCESS_KEY ?? '',
  }
  return openS3Bytes({ address, keys, aside })
}
