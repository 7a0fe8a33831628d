/** Rare characters pass, disguises do not. */
import { describe, expect, test } from 'vitest'
import { Line, maskPhone, PersonName, Phone, Prose } from './text.ts'

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('a name', () => {
  test.each([
    '王芳',
    '𠮷田',
    '㑇',
    '㑇𠮷',
    '阿依古丽·买买提',
    "O'Neill",
    'Anne-Marie',
    'Nguyễn Văn Ân',
    'J. R. Smith',
    'ﷲ',
  ])('%s passes', (name) => {
    expect(takes(PersonName, name)).toBe(true)
  })
  test.each([
    '张三😀',
    '👨‍👩‍👧',
    '张\u0000三',
    '张\u0007',
    '张\n三',
    '张\t三',
    '\u202e张三',
    '张\u200b三',
    '\ud842',
    '张3',
    '<b>',
    '',
    '   ',
    '张'.repeat(41),
    5,
    null,
  ])('%j is refused', (name) => expect(takes(PersonName, name)).toBe(false))
  test('is trimmed, and its length is counted in characters', () => {
    expect(PersonName.parse('  𠮷田 ')).toBe('𠮷田')
    expect(takes(PersonName, '𠮷'.repeat(40))).toBe(true)
    expect(takes(PersonName, '𠮷'.repeat(41))).toBe(false)
  })
})

describe('lines and prose', () => {
  test('emoji are text, and count as one', () => {
    expect(takes(Line(3), '😀😀😀')).toBe(true)
    expect(takes(Line(3), '😀😀😀😀')).toBe(false)
  })
  test('only prose has several lines', () => {
    expect(takes(Line(20), '一\n二')).toBe(false)
    expect(takes(Prose(20), '一\r\n二\t三')).toBe(true)
  })
  test.each(['\u0000', 'a\u0000b', '\u001b[31m', 'a\u007fb', '\u2066a', 'a\u2028b', 'a\ufeffb', 'a\udc00'])(
    '%j is neither',
    (text) => {
      expect(takes(Line(20), text)).toBe(false)
      expect(takes(Prose(20), text)).toBe(false)
    },
  )
  test('Prose has a limit and is never empty', () => {
    expect([takes(Prose(3), '一二三'), takes(Prose(3), '一二三四'), takes(Prose(3), ' \n ')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('a phone is digits with an optional +', () => {
  expect(['13812345678', '+8613812345678', ' 02342345678 '].map((phone) => takes(Phone, phone))).toEqual([
    true,
    true,
    true,
  ])
  expect(
    ['138-1234', '1234', '１３８１２３４５６７８', '1'.repeat(21), ''].map((phone) => takes(Phone, phone)),
  ).toEqual([false, false, false, false, false])
})

test.each([
  ['13812345678', '138****5678'],
  ['12345678', '123****5678'],
  ['1234567', '1****'],
  ['12345', '1****'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked)
})
