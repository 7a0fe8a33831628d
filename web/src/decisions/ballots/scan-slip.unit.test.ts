import { afterEach, expect, test, vi } from 'vitest'
import { canScan, codeIn } from './scan-slip.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser that sees these codes in any picture. */
function browserThatSees(...values: readonly string[]): string[] {
  const formats: string[] = []
  vi.stubGlobal('createImageBitmap', async () => ({ close() {} }))
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      constructor(options: { formats: readonly string[] }) {
        formats.push(...options.formats)
      }
      detect = async () => values.map((rawValue) => ({ rawValue }))
    },
  )
  return formats
}
const photo = new Blob(['photo'])

test('a browser that reads codes gives the text of the first one', async () => {
  const formats = browserThatSees('7K2M 0Q4T', 'another')
  expect(canScan()).toBe(true)
  expect(await codeIn(photo)).toBe('7K2M 0Q4T')
  expect(formats).toEqual(['qr_code'])
})

test('no code, no picture, no reader: null, and the button is not offered without a reader', async () => {
  browserThatSees()
  expect(await codeIn(photo)).toBeNull()
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no picture')))
  expect(await codeIn(photo)).toBeNull()
  vi.unstubAllGlobals()
  expect(canScan()).toBe(false)
  expect(await codeIn(photo)).toBeNull()
})
