/** A damaged views.db is put aside and made anew; what is wrong otherwise is left alone. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setAsideWhenDamaged } from './damaged.ts'
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
