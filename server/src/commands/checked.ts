/** What the program itself has made must fit its schema; where it does not, the program is at fault and not who asked. */
import type { z } from 'zod'

/** Throws a TypeError, never a ZodError: that is the answer to wrong input. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new TypeError(`${what} does not fit its schema: ${parsed.error.message}`, { cause: parsed.error })
}
