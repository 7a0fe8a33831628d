/** Routes of files: one upload. A file is then read at `/api/files/:sha256`, a small picture at `/api/files/:sha256/thumbnail`. */
import { CommandAnswer, commandRoute, Instant, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { FileType } from './events.ts'

export const FILES_PATH = '/api/files'
/** The name of the form's part that holds the file. */
export const FILE_PART = 'file'

/** What was found in the bytes, whatever the sender called them. */
export const UploadAnswer = CommandAnswer.extend({
  sha256: Sha256,
  type: FileType,
  bytes: z.int(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  takenAt: Instant.nullable(),
})
export type UploadAnswer = z.infer<typeof UploadAnswer>

export const filesApi = {
  /** The body is `multipart/form-data` with one part `file`; the empty object stands for it. */
  upload: commandRoute({
    action: 'files.upload',
    path: FILES_PATH,
    params: {},
    body: z.strictObject({}),
    answer: UploadAnswer,
    summary: 'Uploads a file (multipart/form-data, part `file`): type by content, place and camera data stripped',
  }),
}

export const fileUrl = (sha256: string) => `${FILES_PATH}/${sha256}`
export const thumbnailUrl = (sha256: string) => `${FILES_PATH}/${sha256}/thumbnail`
