/** Files: taken in by upload, recorded for who brought them, removed when their last owner is erased. */

import type { Readable } from 'node:stream'
import { FILE_PART, filesApi, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { Rejected } from '@changxin/shared/kernel'
import type { FastifyRequest } from 'fastify'
import { answerOf, type FeatureDeps, type Served, type ServerFeature, serveCommand } from '../feature.ts'
import { filesProjection } from './files.projection.ts'
import { removeUnwanted } from './remove-unwanted.ts'
import { storeFile } from './store-file.ts'

export const filesFeature: ServerFeature = {
  slug: 'files',
  projections: [filesProjection],
  serve: (deps) => [serveUpload(deps)],
  run: (deps) => removeUnwanted(deps, deps.files.remove),
  everywhere: (deps) => removeUnwanted(deps, deps.files.forget),
}

const serveUpload = ({ files }: FeatureDeps): Served =>
  serveCommand(filesApi.upload, {
    subject: () => ({}),
    // The bytes are read by the handler, after it is known who sends them.
    multipart: async () => ({}),
    async handle(context) {
      if (!context.request.isMultipart()) throw new Rejected('unsupported-type')
      const { principal } = context
      if (!principal) throw new Rejected('not-signed-in')
      if (principal.link && principal.link.uploadsLeft <= 0) throw filesErrors.reject('file-limit-of-link')
      const { file, executed } = await storeFile(context, files, {
        source: await fileIn(context.request),
        uploaderId: principal.personId,
        action: filesApi.upload.action,
      })
      return { ...answerOf(file.sha256, executed), ...file }
    },
  })

async function fileIn(request: FastifyRequest): Promise<Readable> {
  const part = await request.file({ limits: { files: 1, fileSize: MAX_FILE_BYTES + 1 } })
  if (part?.fieldname !== FILE_PART) {
    part?.file.resume()
    throw filesErrors.reject('file-missing')
  }
  return part.file
}
