/** The file of an import as the server takes it. */
import { expect, test } from 'vitest'
import { base64Of } from './use-ticket-import.ts'

test('a file of any length is whole in base64', () => {
  for (const length of [0, 1, 2, 0x8000, 200_001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256)
    expect(Buffer.from(base64Of(bytes), 'base64').equals(bytes)).toBe(true)
  }
})
