/**
 * `node deploy/backup-nightly.mjs <folder> [--once | --check]`: a backup every night at BACKUP_AT (hh:mm in Shanghai) into
 * `<folder>/<day>`, of which the newest BACKUP_KEEP stay. `--once` makes one now and ends (for a timer); `--check` says by
 * its exit code whether there is one of the last two nights.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayAndMinuteIn, isBackupDue, isStale, tooOld } from './lib/backup-times.mjs'

const PROGRAM = fileURLToPath(new URL('backup.mjs', import.meta.url))
const LOOK_EVERY_MS = 30_000
const PAUSE_AFTER_FAILURE_MS = 3_600_000
const UNFINISHED = '.unfinished'

const print = (sentence) => process.stdout.write(`${sentence}\n`)
const complain = (sentence) => process.stderr.write(`${sentence}\n`)
function fail(sentence) {
  complain(sentence)
  process.exit(1)
}

const [folderName, mode] = process.argv.slice(2)
if (!folderName || ![undefined, '--once', '--check'].includes(mode))
  fail('用法 / usage: DATA_DIR=… node deploy/backup-nightly.mjs <folder> [--once | --check]')
const folder = resolve(folderName)
const at = process.env.BACKUP_AT || '02:30'
const keep = Number(process.env.BACKUP_KEEP || 14)
if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) fail(`BACKUP_AT=${at}: hh:mm，例如 02:30 / for example 02:30`)
if (!Number.isInteger(keep) || keep < 1) fail(`BACKUP_KEEP=${process.env.BACKUP_KEEP}: 至少为 1 / at least 1`)

const days = () => readdirSync(folder).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))

/** Whole or not at all: what was broken off keeps another name and is removed by the next. */
function backUp() {
  for (const name of readdirSync(folder)) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true })
  const target = join(folder, dayAndMinuteIn(Date.now()).day)
  const draft = `${target}${UNFINISHED}`
  const { status } = spawnSync(process.execPath, [PROGRAM, draft], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) return false
  rmSync(target, { recursive: true, force: true })
  renameSync(draft, target)
  print(`${target} 已备份 / backed up`)
  for (const name of tooOld(days(), keep)) {
    rmSync(join(folder, name), { recursive: true })
    print(`${join(folder, name)} 超过 ${keep} 份，已删除 / removed: ${keep} are kept`)
  }
  return true
}

function watch() {
  let failedAtMs
  function look() {
    const nowMs = Date.now()
    if (!isBackupDue({ nowMs, at, days: days(), failedAtMs, pauseMs: PAUSE_AFTER_FAILURE_MS })) return
    failedAtMs = backUp() ? undefined : nowMs
    if (failedAtMs) complain('备份失败，一小时后再试 / the backup failed; next try in an hour')
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
  setInterval(look, LOOK_EVERY_MS)
  look()
}

mkdirSync(folder, { recursive: true, mode: 0o700 })
if (mode === '--check') {
  if (isStale(days(), Date.now())) fail(`${folder}: 最近两夜没有备份 / no backup of the last two nights`)
} else if (mode === '--once') {
  if (!backUp()) process.exit(1)
} else {
  watch()
}
