/** Small pictures, made at first need and kept on this node alone: each node can make them again. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileTypeOf } from './file-type.ts'
import { type KeptBytes, keyOf } from './kept-bytes.ts'
import { isPicture, writeThumbnail } from './picture.ts'

export interface Thumbnails {
  /** Path of a small JPEG of an image; undefined for other types and for what is not there. */
  of(sha256: string): Promise<string | undefined>
  /** Also one that is just being made. */
  remove(sha256: string): Promise<void>
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

export function createThumbnails({
  folder,
  aside,
  kept,
}: {
  folder: string
  aside: string
  kept: KeptBytes
}): Thumbnails {
  mkdirSync(folder, { recursive: true })
  const pathFor = (sha256: string) => `${join(folder, keyOf(sha256))}.jpg`
  const making = new Map<string, Promise<string | undefined>>()

  async function write(original: string, target: string): Promise<boolean> {
    const type = await fileTypeOf(original)
    if (type === undefined || type === 'heic' || !isPicture(type)) return false
    const made = join(aside, randomUUID())
    try {
      await writeThumbnail(original, made)
      await mkdir(dirname(target), { recursive: true })
      await rename(made, target)
    } finally {
      await rm(made, { force: true })
    }
    return true
  }

  async function make(sha256: string): Promise<string | undefined> {
    const target = pathFor(sha256)
    if (await isThere(target)) return target
    const original = await kept.fetch(sha256)
    if (!original) return undefined
    try {
      return (await write(original.path, target)) ? target : undefined
    } finally {
      await original.release()
    }
  }

  return {
    of(sha256) {
      const known = making.get(sha256)
      if (known !== undefined) return known
      const made = make(sha256).finally(() => making.delete(sha256))
      making.set(sha256, made)
      return made
    },
    async remove(sha256) {
      await making.get(sha256)?.catch(() => undefined)
      await rm(pathFor(sha256), { force: true })
    },
  }
}
