/** What a picture may hold is asked before it is decoded: decoding it is what would take the memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cleanPicture, MAX_PIXELS } from './picture.ts'
import { codeOf } from './sample-kinds.ts'

test('more pixels than may be decoded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changxin-picture-'))
  try {
    const side = Math.ceil(Math.sqrt(MAX_PIXELS)) + 1
    const path = join(folder, 'large.png')
    await sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toFile(path)
    expect(await codeOf(cleanPicture(path, 'image/png'))).toBe('file-too-many-pixels')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
