/** 64 writers on the log named by the argument, each reporting every acknowledged event on a line, until it is killed. */
import { randomUUID } from 'node:crypto'
import { type Appended, type ExpectedRevision, openSqliteLog } from '@changxin/server/log/index.ts'
import { instantOf } from '@changxin/shared/kernel'

const WRITERS = 64
const [file = '', round = '0'] = process.argv.slice(2)
const log = await openSqliteLog({ file, now: () => new Date().toISOString() })
const metadata = {
  commandId: randomUUID(),
  inputHash: 'a'.repeat(64),
  actor: 'person-clerk',
  channel: 'web',
  occurredAt: instantOf(0),
} as const

/** Waits until the pipe has taken the line: a bare write fails with EAGAIN when the reader is slow and the pipe is full. */
const report = (id: string) => new Promise<void>((resolve) => process.stdout.write(`${id}\n`, () => resolve()))

async function write(stream: string): Promise<never> {
  let expected: ExpectedRevision = 'none'
  for (;;) {
    const id = randomUUID()
    const data = { stream, expected, text: '修'.repeat(50) }
    const appended: Appended = await log.append(stream, expected, [{ id, type: 'Tested', version: 1, data, metadata }])
    expected = appended.revision
    await report(id)
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(`fund-${round}-${index}`)))
