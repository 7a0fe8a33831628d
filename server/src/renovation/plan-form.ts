/** A plan sent as a form: the file's text, whatever common encoding Excel saved it in, beside `title` and `dryRun`. */
import { Rejected } from '@changxin/shared/kernel'
import { MAX_PLAN_TEXT } from '@changxin/shared/renovation'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { decodeText } from '../sheets/index.ts'

/** The longest text that is taken, in the encoding that needs most bytes; decoded, its length is checked again. */
const MAX_UTF8_BYTES_OF_CHAR = 3
export const MAX_PLAN_FILE_BYTES = MAX_UTF8_BYTES_OF_CHAR * MAX_PLAN_TEXT
/** The same text as JSON, with its quotes and line breaks escaped, and the fields beside it. */
export const MAX_PLAN_BODY_BYTES = MAX_PLAN_FILE_BYTES + 256 * 1024
const MAX_FIELDS = 5
const MAX_FIELD_BYTES = 1_000

const FILE_PART = 'file'
const TEXT_PARTS = new Set(['title', 'dryRun'])

function refused(field: string, code: 'unrecognized_keys' | 'custom', message: string): z.ZodError {
  if (code === 'custom') return new z.ZodError([{ code, path: [field], message, input: undefined }])
  return new z.ZodError([{ code, path: [], keys: [field], message, input: undefined }])
}

/** Files of Chinese Excel are often GBK. What is neither that nor UTF-8 (a workbook, UTF-16) is not read as something else. */
export function decodePlan(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  if (!decoded) throw new Rejected('unsupported-type')
  return decoded.text
}

/** `true` and `false` as words; anything else is left for the schema to refuse. */
const flagOf = (text: unknown): unknown => (text === 'true' ? true : text === 'false' ? false : text)

/** The form as the JSON body of the route would be. */
export async function planForm(request: FastifyRequest): Promise<unknown> {
  const form: Record<string, unknown> = {}
  let file: { fileName: string; csv: string } | undefined
  const limits = { files: 1, fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, fileSize: MAX_PLAN_FILE_BYTES }
  for await (const part of request.parts({ limits })) {
    const known = part.type === 'file' ? part.fieldname === FILE_PART : TEXT_PARTS.has(part.fieldname)
    if (part.type === 'file') {
      if (!known) part.file.resume()
      else file = { fileName: part.filename, csv: decodePlan(await part.toBuffer()) }
    } else if (known) form[part.fieldname] = part.fieldname === 'dryRun' ? flagOf(part.value) : part.value
    if (!known) throw refused(part.fieldname, 'unrecognized_keys', 'unknown field')
  }
  if (!file) throw refused(FILE_PART, 'custom', 'a file is needed')
  return { ...form, ...file }
}
