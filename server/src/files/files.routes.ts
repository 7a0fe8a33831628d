/** The bytes of a file and its small picture, as streams. Cached by the browser of who was allowed, and by nobody between. */
import { FILES_PATH, type FileType } from '@changxin/shared/files'
import { Rejected, Sha256 } from '@changxin/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { locateIn } from '../access/locate.ts'
import { may } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import type { FeatureDeps } from '../feature.ts'
import type { CatchUp } from '../views/catch-up.ts'
import type { Read } from '../views/views.ts'
import { findFile, isUploader, type KnownFile, mattersOf } from './files.queries.ts'
import type { OpenedFile } from './store.ts'

const ACTION = 'files.file'
const Params = z.strictObject({ sha256: Sha256 })

const EXTENSIONS: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'weba',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

export interface FileRoutesParts {
  readonly deps: Pick<FeatureDeps, 'views' | 'files'>
  readonly principalOf: (request: FastifyRequest) => Principal | null
  readonly catchUp: CatchUp
}

interface Allowed {
  readonly sha256: string
  readonly file: KnownFile
  /** The browser may keep it; not where a link, which can end at any time, was the way to it. */
  readonly kept: boolean
}

export function registerFileRoutes(
  app: FastifyInstance,
  { deps: { views, files }, principalOf, catchUp }: FileRoutesParts,
): void {
  /** Throws 401, or 404 both for what is not there and for what is not for this person's eyes. */
  function allowed(request: FastifyRequest): Allowed {
    const principal = principalOf(request)
    if (!may(ACTION, principal, {}) || !principal) throw new Rejected('not-signed-in')
    const { sha256 } = Params.parse(request.params)
    const file = views.read((read) => (maySee(read, sha256, principal) ? findFile(read, sha256) : undefined)).result
    if (!file) throw new Rejected('not-found')
    return { sha256, file, kept: principal.link === undefined }
  }

  app.get(`${FILES_PATH}/:sha256`, async (request, reply) => {
    const { sha256, file, kept } = await catchUp.unlessRefused(() => allowed(request))
    const shown = file.type.startsWith('image/') ? 'inline' : 'attachment'
    const disposition = `${shown}; filename="${sha256.slice(0, 12)}.${EXTENSIONS[file.type]}"`
    const open = () => files.open(sha256)
    return sendFile(request, reply, { open, type: file.type, tag: sha256, kept, disposition })
  })

  app.get(`${FILES_PATH}/:sha256/thumbnail`, async (request, reply) => {
    const { sha256, kept } = await catchUp.unlessRefused(() => allowed(request))
    const open = () => files.openThumbnail(sha256)
    const small = { type: 'image/jpeg', tag: `${sha256}-small`, disposition: 'inline' }
    return sendFile(request, reply, { open, kept, ...small })
  })
}

function maySee(read: Read, sha256: string, principal: Principal): boolean {
  // By a link only what its one thing shows: the same contractor may have brought pictures to other jobs.
  if (!principal.link && isUploader(read, sha256, principal.personId)) return true
  return mattersOf(read, sha256).some(({ action, subject }) => may(action, principal, subject, locateIn(read)))
}

interface Sent {
  readonly open: () => Promise<OpenedFile | undefined>
  readonly type: string
  readonly tag: string
  readonly kept: boolean
  readonly disposition: string
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { open, type, tag, kept, disposition }: Sent,
): Promise<FastifyReply> {
  const etag = `"${tag}"`
  const isKnown = request.headers['if-none-match'] === etag
  const file = isKnown ? undefined : await open()
  if (!file && !isKnown) throw new Rejected('not-found')
  // Only now: a refusal must not be kept by a browser as the file would be.
  reply.headers({
    etag,
    'content-disposition': disposition,
    'cache-control': kept ? 'private, max-age=31536000, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
    // Opened by itself it is shown, and can do nothing.
    'content-security-policy': "default-src 'none'; sandbox",
  })
  if (!file) return reply.code(304).send()
  return reply.type(type).header('content-length', file.bytes).send(file.stream)
}
