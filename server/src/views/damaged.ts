/** A views.db that cannot be read is put aside and made anew: nothing is in it that the log does not give again. */
import { existsSync, renameSync, rmSync } from 'node:fs'

const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

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
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    if (existsSync(file)) renameSync(file, `${file}.damaged`)
    return open()
  }
}
