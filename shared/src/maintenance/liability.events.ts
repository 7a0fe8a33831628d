/** Who must pay and act for a request, and what of the repair fund is asked for because of it. */
import { Day, event, Id, Line, PositiveFen, Prose } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { CommonPartKind } from '@changxin/shared/places'
import { z } from 'zod'

/** 业主自修, 转专营单位, 保修索赔, 管理主体负责, 动用维修资金, 据实分摊, 待查明. */
export const LiabilityRoute = z.enum([
  'owner',
  'utility',
  'contractor',
  'operator',
  'repair-fund',
  'cost-share',
  'unknown',
])
export type LiabilityRoute = z.infer<typeof LiabilityRoute>

/** Why a route is right; `liability.grounds.ts` has the article and the sentence of each. */
export const GroundCode = z.enum([
  'private-part',
  'damaged',
  'utility-line',
  'inside-warranty',
  'service-contract',
  'other-manager',
  'self-managed',
  'fund-after-warranty',
  'shared-by-floor-area',
  'not-known',
])
export type GroundCode = z.infer<typeof GroundCode>
/** The article is kept as it was shown; null where there is none. */
export const LiabilityGround = z.object({ code: GroundCode, article: Line(80).nullable() })
export type LiabilityGround = z.infer<typeof LiabilityGround>

/** What is not known; `liability.grounds.ts` has the question and who can answer it. */
export const MissingFact = z.enum([
  'which-thing',
  'which-part',
  'part-unregistered',
  'warranty',
  'meter-side',
  'main-or-branch',
  'handed-over',
  'manager',
  'scale',
  'which-utility',
  'which-contractor',
])
export type MissingFact = z.infer<typeof MissingFact>

/**
 * What the desk answers for where the register cannot tell, with a note that says how it is known: the warranty is over
 * (or there never was one); it is a common part, neither one owner's nor a utility's; somebody damaged it (人为损坏).
 */
export const StatedFact = z.enum(['warranty-over', 'common-part', 'damaged'])
export type StatedFact = z.infer<typeof StatedFact>
export const MAX_STATED = StatedFact.options.length

export const WarrantyState = z.enum(['inside', 'over', 'unknown'])
export type WarrantyState = z.infer<typeof WarrantyState>

/** What was looked up for the decision. Place and category are not here: they stand in the request itself. */
export const DecidedFrom = z.object({
  day: Day,
  /** The common part named in the request, or the only registered one that it can be. */
  partId: Id.nullable(),
  partKind: CommonPartKind.nullable(),
  acceptedOn: Day.nullable(),
  warranty: WarrantyState,
  /** Inclusive; the registered day or the legal minimum, whichever is later. */
  warrantyUntil: Day.nullable(),
  mode: Mode,
  operatorId: Id.nullable(),
  fundOpen: z.boolean(),
  stated: z.array(StatedFact).max(MAX_STATED),
})
export type DecidedFrom = z.infer<typeof DecidedFrom>

// request-<id>
/** A later one replaces it, and takes back a use of the fund that the earlier one proposed. */
export const LiabilityDecided = event(
  'LiabilityDecided',
  z.object({
    requestId: Id,
    compoundId: Id,
    route: LiabilityRoute,
    ground: LiabilityGround,
    /** Which utility, which contractor: never a private person. */
    party: Line(60).nullable(),
    missing: z.array(MissingFact).max(MissingFact.options.length),
    note: Prose(500).nullable(),
    estimateFen: PositiveFen.nullable(),
    decidedFrom: DecidedFrom,
  }),
)
/** For `repair-fund` to take up: a vote or an emergency proof, and the apportionment, are its matter. */
export const FundUseProposed = event(
  'FundUseProposed',
  z.object({
    requestId: Id,
    compoundId: Id,
    proposalId: Id,
    /** The reporter's words, then the note of the desk: not written for publication. */
    purpose: Prose(2_600),
    partId: Id.nullable(),
    amountFen: PositiveFen.nullable(),
    ground: LiabilityGround,
  }),
)

export const liabilityEvents = [LiabilityDecided, FundUseProposed] as const
