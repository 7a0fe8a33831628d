/** The S3 client of the AWS SDK, loaded only where it is wanted: it is an optional dependency. */
import type { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Address } from './s3-address.ts'
import type { S3Limits } from './s3-limits.ts'

export interface S3Keys {
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export type S3Sdk = typeof import('@aws-sdk/client-s3')

export async function loadS3Sdk(): Promise<S3Sdk> {
  try {
    return await import('@aws-sdk/client-s3')
  } catch (error) {
    throw new Error('FILES_S3_URL needs the optional package @aws-sdk/client-s3: install without --no-optional', {
      cause: error,
    })
  }
}

const quiet = () => undefined
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Nothing is taken from the surroundings: no profile, no metadata service. Retries and time limits are our own. */
export function createS3Client(
  { S3Client }: S3Sdk,
  { endpoint }: S3Address,
  { region, ...credentials }: S3Keys,
  { connectMs }: S3Limits,
): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    defaultsMode: 'standard',
    // The SHA-256 in the signature does it, and every store knows that.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs },
    // Whether it will be taken was just asked; a store that does not know the header would cost seconds.
    expectContinueHeader: false,
    // What fails is thrown and told in our own words; without this the SDK writes to the console.
    logger: SILENT,
  })
}

/** Signs the hash that is known instead of "unsigned": the store refuses bytes that were changed on the way. */
export function signHash(command: PutObjectCommand, sha256: string): PutObjectCommand {
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> }
      headers['x-amz-content-sha256'] = sha256
      return next(args)
    },
    { step: 'build', name: 'signHash' },
  )
  return command
}
