/**
 * An S3-compatible store for tests: the package s3rver, which checks signatures and keeps nothing for long; or the real one
 * that S3_TEST_URL names, with S3_TEST_ACCESS_KEY_ID and S3_TEST_SECRET_ACCESS_KEY.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteObjectCommand, ListObjectsV2Command, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3'
import { type S3Address, s3AddressOf } from './s3-address.ts'
import type { S3Keys } from './s3-client.ts'

/** What is used of the package, which has no types. */
interface S3rver {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}
type S3rverClass = new (options: Readonly<Record<string, unknown>>) => S3rver

/** Both are fixed in the package. */
const KEY = 'S3RVER'
const BUCKET = 'changxin-files'

export interface S3Server {
  /** With a prefix of its own for each test. */
  address(): S3Address
  readonly keys: S3Keys
  /** Keys below the prefix, without it. */
  keysBelow(address: S3Address): Promise<string[]>
  close(): Promise<void>
}

export interface TlsFiles {
  readonly key: Buffer
  readonly cert: Buffer
}

interface ObjectName {
  readonly Key?: string | undefined
  readonly VersionId?: string | undefined
  /** None where it only says that something was deleted. */
  readonly Size?: number | undefined
}

interface Below {
  readonly Bucket: string
  readonly Prefix: string
}

type List = (client: S3Client, below: Below) => Promise<ObjectName[]>

const listObjects: List = async (client, below) => (await client.send(new ListObjectsV2Command(below))).Contents ?? []

/** Also what a bucket with versions only hides; the package knows none. */
const listVersions: List = async (client, below) => {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand(below))
  return [...Versions, ...DeleteMarkers]
}

export async function startS3rver(tls?: TlsFiles): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), 'changxin-s3-'))
  const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as S3rverClass
  const fixed = { address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: BUCKET }] }
  const server = new S3rver({ ...fixed, ...tls })
  const { port } = await server.run()
  const url = `${tls ? 'https' : 'http'}://localhost:${port}/${BUCKET}`
  const keys = { region: 'us-east-1', accessKeyId: KEY, secretAccessKey: KEY }
  const stop = async () => {
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  }
  return serverAt({ url, keys, stop, list: listObjects, ca: tls?.cert })
}

/** The real store of the environment, or the package. */
export async function startS3(): Promise<S3Server> {
  const { env } = process
  const url = env['S3_TEST_URL']
  if (url === undefined) return startS3rver()
  const keys = {
    region: env['S3_TEST_REGION'] ?? 'us-east-1',
    accessKeyId: env['S3_TEST_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['S3_TEST_SECRET_ACCESS_KEY'] ?? '',
  }
  return serverAt({ url: url.replace(/\/$/, ''), keys, stop: async () => {}, list: listVersions })
}

interface ServerParts {
  readonly url: string
  readonly keys: S3Keys
  readonly stop: () => Promise<void>
  readonly list: List
  readonly ca?: Buffer | undefined
}

function clientAt({ url, keys: { region, ...credentials }, ca }: ServerParts): S3Client {
  const endpoint = new URL(url).origin
  const requestHandler = { httpsAgent: { ca } }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, requestHandler })
  // The package signs a bucket without the slash at its end; to every store both are the same.
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { path: string }
      request.path = request.path.replace(/\/$/, '')
      return next(args)
    },
    { step: 'build', name: 'withoutSlash' },
  )
  return client
}

function serverAt(parts: ServerParts): S3Server {
  const { url, keys, stop, list } = parts
  const client = clientAt(parts)
  const used: S3Address[] = []
  const objectsBelow = ({ bucket, prefix }: S3Address) => list(client, { Bucket: bucket, Prefix: prefix })

  return {
    keys,
    async keysBelow(address) {
      const withBytes = (await objectsBelow(address)).filter(({ Size }) => Size !== undefined)
      return [...new Set(withBytes.map(({ Key = '' }) => Key.slice(address.prefix.length)))]
    },
    address() {
      const address = s3AddressOf(`${url}/test-${randomUUID()}`)
      if (!address) throw new Error(`${url} is no address of a store`)
      used.push(address)
      return address
    },
    async close() {
      const objects = (await Promise.all(used.map(objectsBelow))).flat()
      const [bucket] = used.map((address) => address.bucket)
      const remove = ({ Key, VersionId }: ObjectName) =>
        client.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }))
      await Promise.all(objects.map(remove))
      client.destroy()
      await stop()
    },
  }
}
