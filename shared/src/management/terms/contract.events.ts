/** 物业服务合同: what a company promised the owners of a compound, in dated versions; a correction is a new version. */
import { Day, type EventOf, event, Id, Line, NonNegativeFen, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_SCANS, MAX_STANDARDS, Service, Standard } from './parts.ts'

/** 专项服务委托: a single service given to another firm. */
export const SubContract = z.strictObject({ service: Service, firm: Line(60) })

export const ContractTerms = z.object({
  /** The company. */
  operatorId: Id,
  /** First day on which this version holds. */
  since: Day,
  /** Term of the contract: first and last day, both inclusive. */
  from: Day,
  to: Day,
  services: z.array(Service).min(1).max(Service.options.length),
  /** As the contract calls it: 三级, 四星. */
  grade: Line(20).nullable(),
  /** Fen per m² of floor area and month. */
  feeFenPerSquareMetre: PositiveFen.nullable(),
  /** What the contract says instead of the law's 60 days (owners dismiss) and 90 days (manager will not renew); null = as the law. */
  ownersNoticeDays: z.int().min(1).max(366).nullable(),
  managerNoticeDays: z.int().min(1).max(366).nullable(),
  /** 履约保证金 */
  depositFen: NonNegativeFen.nullable(),
  subContracts: z.array(SubContract).max(Service.options.length),
  standards: z.array(Standard).max(MAX_STANDARDS),
  scans: z.array(Sha256).max(MAX_SCANS),
})
export type ContractTerms = z.infer<typeof ContractTerms>

// contract-<compoundId>
export const ContractRecorded = event('ContractRecorded', ContractTerms.extend({ compoundId: Id, versionId: Id }))
/** So many days before the last day of the term. */
export const DAYS_AHEAD = [90, 60] as const
export const ContractEndNeared = event(
  'ContractEndNeared',
  z.object({ compoundId: Id, endsOn: Day, daysAhead: z.union([z.literal(90), z.literal(60)]) }),
)

export const contractEvents = [ContractRecorded, ContractEndNeared] as const
export type ContractEvent = EventOf<typeof contractEvents>
