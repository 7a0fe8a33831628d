/**
 * `node deploy/backup.mjs <target>`: copies what cannot be made again (log, files, keys) out of DATA_DIR, also while the
 * server runs. The target must be new or empty. Views and thumbnails are left out: a start makes them again.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

/** Made again at need, or not whole yet. */
const notKept = new Set(['incoming', 'thumbnails'])
const BUSY_TIMEOUT_MS = 10_000
/** All pages in one step, of one moment: SQLite would begin anew whenever somebody writes between two steps. */
const ALL_PAGES = 2_147_483_647

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const source = resolve(process.env.DATA_DIR || 'data')
const target = process.argv[2] && resolve(process.argv[2])
if (!target) fail('用法 / usage: DATA_DIR=… node deploy/backup.mjs <target>')
if (!existsSync(join(source, 'log.db')))
  fail(`${source} 里没有 log.db / has no log.db: name the data folder with DATA_DIR`)
if (`${target}${sep}`.startsWith(`${source}${sep}`)) fail(`${target} 在数据文件夹里 / lies inside the data folder`)
if (existsSync(target) && readdirSync(target).length > 0) fail(`${target} 不是空的 / is not empty`)
mkdirSync(target, { recursive: true, mode: 0o700 })

// The log first: a file is stored before the event that names it, so every file that this log names is copied after it.
const log = new DatabaseSync(join(source, 'log.db'), { readOnly: true, timeout: BUSY_TIMEOUT_MS })
await backup(log, join(target, 'log.db'), { rate: ALL_PAGES })
log.close()
for (const folder of ['files', 'keys']) {
  if (!existsSync(join(source, folder))) continue
  const filter = (path) => !notKept.has(path.slice(join(source, folder).length + 1))
  cpSync(join(source, folder), join(target, folder), { recursive: true, preserveTimestamps: true, filter })
}
process.stdout.write(`${target}\n核验 / verify: DATA_DIR=${target} npm run verify\n`)
