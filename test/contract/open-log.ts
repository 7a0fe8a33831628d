/** Opens the log named by its argument and prints how that went: for tests of who may open it and what keeps it alive. */
import { openSqliteLog } from '@changxin/server/log/index.ts'

const [file = '', mode] = process.argv.slice(2)
try {
  const log = await openSqliteLog({ file, now: () => '2026-03-01T00:00:00.000Z' })
  if (mode === 'follow') {
    process.stdout.write('idle\n')
    const { signal } = new AbortController()
    void log.follow(null, { signal })[Symbol.asyncIterator]().next()
  } else {
    await log.close()
    process.stdout.write('opened\n')
  }
} catch (error) {
  process.stdout.write(`${String(error)}\n`)
}
