/** What the shapes of the modes are made of: services, how often or how fast, and versions that hold from a day on. */
import { type Id, Line, ruleOn } from '@changxin/shared/kernel'
import { z } from 'zod'

export const MAX_STANDARDS = 60
export const MAX_SCANS = 20

export const Service = z.enum([
  'cleaning',
  'repair',
  'order',
  'green',
  'lift',
  'fire',
  'waste',
  'parking',
  'reception',
  'other',
])
export type Service = z.infer<typeof Service>

/** `times` within each `per`: twice a day, four times a year. */
export const ServiceInterval = z.strictObject({
  times: z.int().min(1).max(50),
  per: z.enum(['day', 'week', 'month', 'quarter', 'year']),
})
export type ServiceInterval = z.infer<typeof ServiceInterval>

/** Of a standard: how often something is done, or within how many minutes of a report. */
export const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('often'), ...ServiceInterval.shape }),
  z.strictObject({ kind: z.literal('within'), minutes: z.int().min(1).max(527_040) }),
])
export type Measure = z.infer<typeof Measure>

/** One row of the standards that a contract promises. */
export const Standard = z.strictObject({ service: Service, what: Line(100), measure: Measure })
export type Standard = z.infer<typeof Standard>

/** `versionId` names it, `since` is the first day on which it holds. */
export interface TermsVersion {
  readonly versionId: Id
  readonly since: string
}

/** The version that holds on a day: the one that began last; of two of the same day the one recorded later, its correction. */
export function versionOn<Each extends TermsVersion>(versions: readonly Each[], day: string): Each | undefined {
  return ruleOn(
    versions.map((version) => ({ validFrom: version.since, version })),
    day,
  )?.version
}

/** The same content, whatever it is named: nothing would change by recording it again. */
export function sameContent<Each extends TermsVersion>(a: Each | undefined, b: Each): boolean {
  return a !== undefined && contentOf(a) === contentOf(b)
}

/** Fields in the order of their names: what was read back from the log stands in another order than what was sent. */
function contentOf({ versionId: _, ...rest }: TermsVersion): string {
  return JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)))
}
