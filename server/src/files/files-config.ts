/** The settings that say where files are kept: nothing (a folder of its own), a shared folder, or an S3-compatible store. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { s3AddressOf } from './s3/s3-address.ts'

export const filesSettings = {
  /** A folder that all nodes share; it must be there. Default: `files` in DATA_DIR. */
  FILES_DIR: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional(),
  /** An S3-compatible store instead: `https://endpoint/bucket/prefix`. */
  FILES_S3_URL: z
    .string()
    .refine((url) => s3AddressOf(url) !== undefined, 'is not https://endpoint/bucket/prefix, without keys in it')
    .optional(),
  FILES_S3_REGION: z.string().min(1).default('us-east-1'),
  FILES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
}

export type FilesConfig = z.output<z.ZodObject<typeof filesSettings>>

/** What does not go together. */
export function filesProblems(config: FilesConfig): readonly string[] {
  const { FILES_DIR, FILES_S3_URL } = config
  const keys = ['FILES_S3_ACCESS_KEY_ID', 'FILES_S3_SECRET_ACCESS_KEY'] as const
  if (FILES_S3_URL === undefined)
    return keys.filter((key) => config[key] !== undefined).map((key) => `${key}: only with FILES_S3_URL`)
  return [
    ...(FILES_DIR === undefined ? [] : ['FILES_DIR: not together with FILES_S3_URL; choose one']),
    ...keys.filter((key) => config[key] === undefined).map((key) => `${key}: needed with FILES_S3_URL`),
  ]
}
