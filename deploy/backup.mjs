/**
 * `node deploy/backup.mjs <target>`: copies what cannot be made again (log, files, keys) out of DATA_DIR, and FILES_DIR and
 * KEYS_DIR where they are set, also while the server runs. The target must be new or empty. Views and thumbnails are left
 * out: a start makes them again. With LOG_ENGINE=kurrentdb the log is the cluster's to back up (deploy/RUNBOOK.md), and
 * what lies in FILES_S3_URL is the storage's.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

/** Made again at need, or not whole yet. */
const notKept = new Set(['arriving', 'incoming', 'thumbnails'])
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
const hasLog = process.env.LOG_ENGINE !== 'kurrentdb'
if (hasLog && !existsSync(join(source, 'log.db')))
  fail(`${source} 里没有 log.db / has no log.db: name the data folder with DATA_DIR`)
if (`${target}${sep}`.startsWith(`${source}${sep}`)) fail(`${target} 在数据文件夹里 / lies inside the data folder`)
if (existsSync(target) && readdirSync(target).length > 0) fail(`${target} 不是空的 / is not empty`)
mkdirSync(target, { recursive: true, mode: 0o700 })

// The log first: a file is stored before the event that names it, so every file that this log names is copied after it.
if (hasLog) {
  const log = new DatabaseSync(join(source, 'log.db'), { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  await backup(log, join(target, 'log.db'), { rate: ALL_PAGES })
  log.close()
}
const folders = {
  files: resolve(process.env.FILES_DIR || join(source, 'files')),
  keys: resolve(process.env.KEYS_DIR || join(source, 'keys')),
}
for (const [name, folder] of Object.entries(folders)) {
  if (!existsSync(folder)) continue
  const filter = (path) => !notKept.has(path.slice(folder.length + 1))
  cpSync(folder, join(target, name), { recursive: true, preserveTimestamps: true, filter })
}
const verify = `核验 / verify: DATA_DIR=${target} npm run verify`
process.stdout.write(`${target}\n${hasLog ? verify : '日志在集群里另行备份 / the log is backed up in its cluster'}\n`)
