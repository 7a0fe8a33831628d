/** A file is its bytes: content-addressed in the data folder, named by events, never inside them. */
import { type EventOf, event, Id, Instant, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

export const MAX_FILE_BYTES = 20 * 1024 * 1024
export const FileType = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/webm',
  'audio/wav',
  'video/mp4',
  'video/webm',
  /** Sheets of imports; the general upload takes none. */
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
])
export type FileType = z.infer<typeof FileType>

// file-<sha256>: one event per person who brought it
export const FileStored = event(
  'FileStored',
  z.object({
    sha256: Sha256,
    type: FileType,
    bytes: z.int().min(1).max(MAX_FILE_BYTES),
    uploaderId: Id,
    widthPx: z.int().nullable(),
    heightPx: z.int().nullable(),
    /** From EXIF before it was stripped. */
    takenAt: Instant.nullable(),
  }),
)
export const fileEvents = [FileStored] as const
export type FileEvent = EventOf<typeof fileEvents>
