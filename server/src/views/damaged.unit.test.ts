/** A damaged views.db, or one of another log, is put aside and made anew; what is wrong otherwise is left alone. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setAsideWhenDamaged, setAsideWhenForeign } from './damaged.ts'
import { projection } from './projection.ts'
import { openProjector } from './projector.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-views-'))
  file = join(folder, 'views.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const plain = projection('plain', 1, 'CREATE TABLE plain_row (id TEXT PRIMARY KEY) STRICT', [])
const open = () => openProjector(file, [plain])

test('no database at all is put aside, and a new one is opened', () => {
  writeFileSync(file, 'no database '.repeat(500))
  const projector = setAsideWhenDamaged(file, open)
  expect(projector.start()).toBe(null)
  projector.close()
  expect(readFileSync(`${file}.damaged`, 'utf8')).toContain('no database')
})

test('any other failure leaves the file where it is', () => {
  open().close()
  const fail = () => {
    throw new Error('the disk is full')
  }
  expect(() => setAsideWhenDamaged(file, fail)).toThrow('the disk is full')
  expect([existsSync(file), existsSync(`${file}.damaged`)]).toEqual([true, false])
})

describe('views of another log', () => {
  const at = (engine: string, number: number) => `${engine}${number.toString(16).padStart(16, '0')}`
  /** Views that have seen this position. */
  function seen(position: string): void {
    open().close()
    const db = new DatabaseSync(file)
    db.prepare('UPDATE checkpoint SET position = ?').run(position)
    db.close()
  }

  test.each([
    ['of another engine', at('s', 5), at('k', 9)],
    ['of a log that went further, as after an older backup was put back', at('s', 9), at('s', 5)],
    ['of a log that had events, beside one without any', at('s', 1), null],
  ])('%s are put aside, and the next ones begin anew', (_, position, head) => {
    seen(position)
    setAsideWhenForeign(file, head)
    expect([existsSync(file), existsSync(`${file}.foreign`)]).toEqual([false, true])
    const projector = open()
    expect(projector.start()).toBe(null)
    projector.close()
  })

  test.each([
    ['behind the log', at('s', 5), at('s', 9)],
    ['at its head', at('s', 9), at('s', 9)],
    ['that have seen nothing yet', '', at('k', 9)],
    ['beside a log without events', '', null],
  ])('views %s stay', (_, position, head) => {
    seen(position)
    setAsideWhenForeign(file, head)
    expect([existsSync(file), existsSync(`${file}.foreign`)]).toEqual([true, false])
  })

  test('a file that cannot be read is left to who opens it, and none is none', () => {
    setAsideWhenForeign(file, at('s', 1))
    writeFileSync(file, 'no database '.repeat(500))
    setAsideWhenForeign(file, at('s', 1))
    expect(existsSync(file)).toBe(true)
  })
})
