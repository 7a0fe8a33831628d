import { expect, test } from 'vitest'
import { pastedFrom } from './pasted.ts'

const clipboard = (text: string, files: File[] = []) => ({ getData: () => text, files })

test('words of a chat come in without the lines that only name who wrote', () => {
  expect(pastedFrom(clipboard('张三 12:05:\r\n3栋2单元的灯又坏了\n\n李四：\n[图片]\n我家也是')).text).toBe(
    '3栋2单元的灯又坏了\n我家也是',
  )
})

test('what only looks like a name stays when it says something', () => {
  expect(pastedFrom(clipboard('位置：3栋')).text).toBe('位置：3栋')
})

test('pictures are taken, other files are not', () => {
  const picture = new File(['x'], 'image.png', { type: 'image/png' })
  const sheet = new File(['x'], 'list.xlsx', { type: 'application/vnd.ms-excel' })
  expect(pastedFrom(clipboard('', [picture, sheet])).files).toEqual([picture])
})
