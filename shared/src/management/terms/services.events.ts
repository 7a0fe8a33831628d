/** 服务清单 of a community service centre: what it does how often, for what fee and subsidy, with which staff. */
import { Day, type EventOf, event, Id, Line, NonNegativeFen, PositiveFen } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_STANDARDS, Service, ServiceInterval } from './parts.ts'

export const MAX_STAFF = 200

export const StaffFunction = z.enum(['head', 'reception', 'repair', 'cleaning', 'order', 'other'])
export type StaffFunction = z.infer<typeof StaffFunction>

export const ServicesTerms = z.object({
  since: Day,
  services: z
    .array(z.strictObject({ service: Service, what: Line(100), interval: ServiceInterval.nullable() }))
    .min(1)
    .max(MAX_STANDARDS),
  /** Fen per household and month; 0 = free, null = not recorded. */
  feeFenPerHousehold: NonNegativeFen.nullable(),
  /** Per year, and who pays it. */
  subsidy: z.strictObject({ fenPerYear: PositiveFen, source: Line(60) }).nullable(),
  staff: z.array(z.strictObject({ personId: Id, function: StaffFunction })).max(MAX_STAFF),
})
export type ServicesTerms = z.infer<typeof ServicesTerms>

// services-<operatorId>
export const ServicesRecorded = event('ServicesRecorded', ServicesTerms.extend({ operatorId: Id, versionId: Id }))

export const servicesEvents = [ServicesRecorded] as const
export type ServicesEvent = EventOf<typeof servicesEvents>
