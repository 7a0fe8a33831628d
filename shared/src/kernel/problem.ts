/** RFC 9457 problem details, the one shape of every error answer. */
import { z } from 'zod'

export const FieldProblem = z.object({
  /** JSON path of the field at fault, for example `amountFen` or `rows[3].unitId`. */
  field: z.string(),
  message: z.string(),
})

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stable, from the one registry. */
  code: z.string(),
  /** A sentence in the user's language that says what to do. */
  detail: z.string(),
  /** The article or rule, where a rule says no. */
  source: z.string().optional(),
  fields: z.array(FieldProblem).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>
