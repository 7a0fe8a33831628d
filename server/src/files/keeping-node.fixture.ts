/** A node in a process of its own: keeps the papers with these numbers in a shared folder, then ends. `node … <folder> <dataDir> <count>` */
import { Readable } from 'node:stream'
import { createLogger } from '../logger.ts'
import { openFileStore } from './file-store.ts'
import { openFolderBytes } from './folder-bytes.ts'
import { numberedPaper } from './sample-files.ts'

const [root = '', dataDir = '', count = '0'] = process.argv.slice(2)
const store = await openFileStore({
  dataDir,
  openBytes: () => openFolderBytes({ root, isShared: true }),
  logger: createLogger('silent'),
})
process.stdout.write('open\n')
// All nodes begin together.
await new Promise((resolve) => process.stdin.once('data', resolve))
await Promise.all(
  Array.from({ length: Number(count) }, (_, number) => store.put(Readable.from([numberedPaper(number)]))),
)
process.stdin.destroy()
