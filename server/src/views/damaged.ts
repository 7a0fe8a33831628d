/** A views.db that cannot be read is put aside and made anew: nothing is in it that the log does not give again. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Position } from '@changxin/shared/kernel'

const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26
const BUSY_TIMEOUT_MS = 5_000

/** The lowest byte of an extended code is the plain one. */
function isDamage(error: unknown): boolean {
  const code = Number((error as { errcode?: unknown } | null)?.errcode ?? 0) & 0xff
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

/** Opens; when the file is damaged keeps it as `<file>.damaged`, in place of an earlier one, and opens a new one. */
export function setAsideWhenDamaged<Opened>(file: string, open: () => Opened): Opened {
  try {
    return open()
  } catch (error) {
    if (!isDamage(error)) throw error
    setAside(file, 'damaged')
    return open()
  }
}

/** In place of an earlier one. */
function setAside(file: string, why: 'damaged' | 'foreign'): void {
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  if (existsSync(file)) renameSync(file, `${file}.${why}`)
}

/**
 * Views of another log are put aside as `<file>.foreign`: of another engine, whose positions mean nothing here, or of a log
 * that went further than this one, as when an older backup was put back. Going on from there would leave out events.
 */
export function setAsideWhenForeign(file: string, head: Position | null): void {
  if (!existsSync(file)) return
  const furthest = furthestOf(file)
  const isForeign = furthest !== '' && (head === null || furthest.charAt(0) !== head.charAt(0) || furthest > head)
  if (isForeign) setAside(file, 'foreign')
}

/** The furthest position that a projection has seen; empty for none, also of a file that cannot be read. */
function furthestOf(file: string): string {
  let db: DatabaseSync | undefined
  try {
    // Not read-only: what a process that died left in the write-ahead log counts.
    db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
    return String(db.prepare("SELECT coalesce(max(position), '') AS position FROM checkpoint").get()?.['position'])
  } catch {
    return ''
  } finally {
    db?.close()
  }
}
