/** Files: taken in by upload, recorded for who brought them, removed when their last owner is erased. */

import type { Readable } from 'node:stream'
import { FILE_PART, filesApi, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { Rejected } from '@changxin/shared/kernel'
import type { FastifyRequest } from 'fastify'
import { inputHashOf } from '../commands/derive.ts'
import {
  answerOf,
  type CommandContext,
  type FeatureDeps,
  type Served,
  type ServerFeature,
  serveCommand,
} from '../feature.ts'
import { StoredFiles } from './files.aggregates.ts'
import { filesProjection } from './files.projection.ts'
import { unwantedFiles } from './files.queries.ts'

export const filesFeature: ServerFeature = {
  slug: 'files',
  projections: [filesProjection],
  serve(deps) {
    removeWhenUnwanted(deps)
    return [serveUpload(deps)]
  },
  begin: removeUnwanted,
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
      const file = await files.put(await fileIn(context.request))
      const stored = await context.execute(StoredFiles, file.sha256, {
        meta: metaOf(context, file.sha256),
        command: { type: 'StoreFile', file: { ...file, uploaderId: principal.personId } },
      })
      // The next command names this file, and is refused while the views do not know it.
      if (stored.position !== null) await context.views.waitFor(stored.position)
      return { ...answerOf(file.sha256, stored), ...file }
    },
  })

/** The input of an upload is the bytes that were kept. */
function metaOf(context: CommandContext, sha256: string) {
  return { ...context.meta(), inputHash: inputHashOf(filesApi.upload.action, { sha256 }) }
}

async function fileIn(request: FastifyRequest): Promise<Readable> {
  const part = await request.file({ limits: { files: 1, fileSize: MAX_FILE_BYTES + 1 } })
  if (part?.fieldname !== FILE_PART) {
    part?.file.resume()
    throw filesErrors.reject('file-missing')
  }
  return part.file
}

async function removeUnwanted({ views, files }: Pick<FeatureDeps, 'views' | 'files'>): Promise<void> {
  for (const sha256 of views.read(unwantedFiles).result) await files.remove(sha256)
}

function removeWhenUnwanted(deps: FeatureDeps): void {
  deps.views.onApplied(({ touches }) => {
    if (!touches.some((touch) => touch.table === 'files_unwanted')) return
    removeUnwanted(deps).catch((error: unknown) =>
      deps.logger.error({ err: error }, 'an erased person’s file could not be removed'),
    )
  })
}
