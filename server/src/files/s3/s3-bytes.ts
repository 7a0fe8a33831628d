/**
 * Bytes in an S3-compatible store: `prefix/ab/cdef…`. A file that is there is not sent again. What comes back is taken
 * whole, its hash is checked, and only then it is read: nobody is ever served half a file or another one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { createGate } from '../../gate.ts'
import { type FetchedFile, type KeptBytes, keyOf, type LocalFile } from '../kept-bytes.ts'
import type { S3Address } from './s3-address.ts'
import { createAttempts } from './s3-attempts.ts'
import { createS3Client, loadS3Sdk, type S3Keys, signHash } from './s3-client.ts'
import { isNoSuchKey, StillKept, WrongBytes } from './s3-faults.ts'
import { S3_LIMITS, type S3Limits } from './s3-limits.ts'

/** Files on their way here at a time, each of them on the disk meanwhile; whoever comes on top is told to come again. */
const FETCHES = { atOnce: 16, waiting: 500 }

/** No file has this hash. */
const NOTHING = '0'.repeat(64)

export interface S3Parts {
  readonly address: S3Address
  readonly keys: S3Keys
  /** For files on their way. */
  readonly aside: string
  readonly limits?: S3Limits
}

export async function openS3Bytes({ address, keys, aside, limits = S3_LIMITS }: S3Parts): Promise<KeptBytes> {
  const sdk = await loadS3Sdk()
  const client = createS3Client(sdk, address, keys, limits)
  const attempts = createAttempts(`${address.endpoint}/${address.bucket}`, limits)
  const gate = createGate(FETCHES)
  const objectOf = (sha256: string) => ({ Bucket: address.bucket, Key: `${address.prefix}${keyOf(sha256)}` })

  const sizeOf = (sha256: string) =>
    attempts.run(limits.callMs, (abortSignal) =>
      client.send(new sdk.HeadObjectCommand(objectOf(sha256)), { abortSignal }).then(
        ({ ContentLength }) => ContentLength,
        (error: unknown) => {
          if (isNoSuchKey(error)) return undefined
          throw error
        },
      ),
    )

  const send = ({ path, sha256, bytes }: LocalFile) =>
    attempts.run(limits.transferMs, async (abortSignal) => {
      const body = createReadStream(path)
      try {
        const put = new sdk.PutObjectCommand({ ...objectOf(sha256), Body: body, ContentLength: bytes })
        await client.send(signHash(put, sha256), { abortSignal })
      } finally {
        body.destroy()
      }
    })

  /** The whole body, or undefined when there is none. */
  async function bodyOf(sha256: string, abortSignal: AbortSignal): Promise<Readable | undefined> {
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand(objectOf(sha256)), { abortSignal })
      return Body as Readable
    } catch (error) {
      if (isNoSuchKey(error)) return undefined
      throw error
    }
  }

  async function receive(sha256: string, path: string, signal: AbortSignal): Promise<number | undefined> {
    const body = await bodyOf(sha256, signal)
    if (!body) return undefined
    // Else the file would be made after it was given up.
    signal.throwIfAborted()
    const seen = checkedBy(sha256)
    await pipeline(body, seen.through, createWriteStream(path), { signal })
    return seen.bytes()
  }

  const fetch = (sha256: string): Promise<FetchedFile | undefined> =>
    gate.run(async () => {
      const path = join(aside, randomUUID())
      const release = () => rm(path, { force: true })
      try {
        const bytes = await attempts.run(limits.transferMs, (signal) => receive(sha256, path, signal))
        return bytes === undefined ? undefined : { path, sha256, bytes, release }
      } catch (error) {
        await release()
        throw error
      }
    })

  /** A bucket that has kept versions once only hides what is deleted: each version goes by its own name. */
  async function removeVersions(sha256: string, abortSignal: AbortSignal): Promise<void> {
    const { Bucket, Key } = objectOf(sha256)
    const listed = await client.send(new sdk.ListObjectVersionsCommand({ Bucket, Prefix: Key }), { abortSignal })
    for (const { VersionId } of [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])])
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key, VersionId }), { abortSignal })
    if (listed.IsTruncated) throw new StillKept(Key)
  }

  return {
    async keep(file) {
      if ((await sizeOf(file.sha256)) !== file.bytes) await send(file)
    },
    has: async (sha256) => (await sizeOf(sha256)) !== undefined,
    fetch,
    remove: (sha256) =>
      attempts.run(limits.callMs, async (abortSignal) => {
        const { DeleteMarker } = await client.send(new sdk.DeleteObjectCommand(objectOf(sha256)), { abortSignal })
        if (DeleteMarker) await removeVersions(sha256, abortSignal)
      }),
    // That nothing is there under this name is said only where the bucket is there and these keys may ask.
    async check() {
      const body = await attempts.run(limits.callMs, (signal) => bodyOf(NOTHING, signal), 1)
      body?.destroy()
    },
  }
}

/** Lets bytes through and throws WrongBytes at their end, or before when there are more than any file has. */
function checkedBy(sha256: string) {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > MAX_FILE_BYTES ? new WrongBytes(sha256) : null, chunk)
    },
    flush: (done) => done(hash.digest('hex') === sha256 ? null : new WrongBytes(sha256)),
  })
  return { through, bytes: () => bytes }
}
