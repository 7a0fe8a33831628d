/** One file on its way to the server, with progress: the only request that shows how far it is, hence not by fetch. */
import { FILE_PART, filesApi, type UploadAnswer } from '@changxin/shared/files'
import { PERSON_HEADER } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { uuidv7 } from './idempotency.ts'
import { type ProblemError, problemOf, unreachable } from './problem-error.ts'

export type Uploaded = z.output<typeof UploadAnswer>

export interface UploadOptions {
  readonly language: string
  /** Who this page believes to be signed in. */
  readonly personId?: string | undefined
  /** Given back unchanged on a retry, so that the file is stored once. */
  readonly idempotencyKey?: string
  /** Instead of the session: of somebody who came by a link. */
  readonly authorization?: string
  /** 0 to 1 */
  onProgress?(part: number): void
}

/** Rejects with a ProblemError; `abort` ends it silently for the server and as unreachable for the caller. */
export function uploadFile(file: Blob, options: UploadOptions): { readonly done: Promise<Uploaded>; abort(): void } {
  const request = new XMLHttpRequest()
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => total > 0 && options.onProgress?.(loaded / total)
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(unreachable())
    request.onload = () => void answered(request).then(resolve, reject)
  })
  request.open('POST', filesApi.upload.path)
  request.setRequestHeader('Accept', 'application/json')
  request.setRequestHeader('Accept-Language', options.language)
  request.setRequestHeader('Idempotency-Key', options.idempotencyKey ?? uuidv7())
  if (options.authorization !== undefined) request.setRequestHeader('Authorization', options.authorization)
  if (options.personId) request.setRequestHeader(PERSON_HEADER, options.personId)
  const form = new FormData()
  form.append(FILE_PART, file)
  request.send(form)
  return { done, abort: () => request.abort() }
}

async function answered(request: XMLHttpRequest): Promise<Uploaded> {
  const retryAfter = request.getResponseHeader('Retry-After')
  const response = new Response(request.responseText, {
    status: request.status,
    headers: retryAfter ? { 'Retry-After': retryAfter } : {},
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Uploaded
}

/** True when the same file may be sent again as it is. */
export const worthRetrying = (error: ProblemError) =>
  error.problem.status === 0 || error.problem.status >= 500 || error.problem.status === 429
