import { describe, expect, test } from 'vitest'
import { zip } from '../files/sample-files.ts'
import { decodeText, readSheetBytes, SheetFault, writeCsv, writeSheet } from './index.ts'

const limits = { maxLines: 100, maxUnpackedBytes: 1_000_000 }
const read = async (bytes: Uint8Array) => (await readSheetBytes(bytes, limits)).table
const csv = (text: string) => read(Buffer.from(text, 'utf8'))

async function faultOf(bytes: Uint8Array, of = limits): Promise<string> {
  try {
    await readSheetBytes(bytes, of)
    return 'read'
  } catch (error) {
    if (error instanceof SheetFault) return error.code
    throw error
  }
}

describe('a CSV', () => {
  test('is parted by whichever sign it uses', async () => {
    const cells = [
      ['日期', '金额'],
      ['2026-03-01', '1,000'],
    ]
    expect(await csv('日期,金额\n2026-03-01,"1,000"\n')).toEqual(cells)
    expect(await csv('日期\t金额\r\n2026-03-01\t1,000\r\n')).toEqual(cells)
    expect(await csv('日期;金额\n2026-03-01;1,000')).toEqual(cells)
  })
  test('keeps its line numbers where lines are empty, short or quoted strangely', async () => {
    expect(await csv('a,b\n\n1\n2,5" 管\n"x\ny",3\n')).toEqual([['a', 'b'], [''], ['1'], ['2', '5" 管'], ['x\ny', '3']])
  })
  test('with a quotation mark that stays open is not read at all', async () => {
    expect(await faultOf(Buffer.from('a,b\n1,2\n3,"4\n5,6\n'))).toBe('quote-open')
  })
  test('is read no further than asked', async () => {
    expect(await csv('a\n'.repeat(500))).toHaveLength(100)
  })
  test('what is written is what is read, and no cell is a formula', async () => {
    const lines = [
      ['户名', '金额'],
      ['=1+1', '-5.00'],
      ['a"b,c\nd', '+8'],
      ['@x', ''],
    ]
    const text = Buffer.from(writeCsv(lines)).toString('utf8')
    expect(text).toContain('"\t=1+1",-5.00')
    expect((await csv(text)).map((line) => line.map((cell) => cell.trim()))).toEqual(lines)
  })
})

describe('text', () => {
  const encoded = (...bytes: number[]) => decodeText(Uint8Array.from(bytes))
  test('is UTF-8, with or without its mark, GBK, or GB18030', () => {
    expect(decodeText(Buffer.from('\ufeff年𠮷'))).toEqual({ text: '年𠮷', encoding: 'utf-8' })
    expect(encoded(0xc4, 0xea)).toEqual({ text: '年', encoding: 'gb18030' })
    // Four bytes: beyond GBK.
    expect(encoded(0x95, 0x32, 0x82, 0x36)).toEqual({ text: '𠀀', encoding: 'gb18030' })
  })
  test('of another encoding is not guessed', () => {
    expect(decodeText(Buffer.from('\ufeff年', 'utf16le'))).toBeUndefined()
    expect(encoded(0x61, 0x00, 0x62, 0x00)).toBeUndefined()
    expect(encoded(0xc4)).toBeUndefined()
  })
})

describe('a workbook', () => {
  test('keeps text as it is', async () => {
    const lines = [
      ['账号', '金额'],
      ['6222020200112233445', '=1+1'],
    ]
    expect(await read(await writeSheet('x', lines))).toEqual(lines)
  })
  test('that is none, or unpacks to too much', async () => {
    const workbook = await writeSheet('x', [['a']])
    expect(await faultOf(zip())).toBe('not-a-workbook')
    expect(await faultOf(workbook.slice(0, workbook.length / 2))).toBe('not-a-workbook')
    expect(await faultOf(workbook, { ...limits, maxUnpackedBytes: 100 })).toBe('unpacks-too-large')
    expect(await faultOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('not-a-sheet')
    expect(await faultOf(Buffer.from('%PDF-1.7\xff\x00', 'latin1'))).toBe('not-a-sheet')
  })
})
