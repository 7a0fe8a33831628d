/** Words of a withdrawal: what it is for, on whose word, how it is shared. */
import { DecisionScope } from '@changxin/shared/decisions'
import { Day, Id, Line, NonNegativeFen, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { Book } from '../ledger/accounts.ts'
import { MAX_FILES, MAX_SELLERS } from '../ledger/money-events.ts'
import { Approver, CommonPartCode, EmergencyKind, ExclusionCode } from '../rules/rule-words.ts'

/** Of an agreement on how to share: up to so much for one unit. */
export const MAX_WEIGHT = 1_000_000_000
/** A list of groups: commercial homes, and each building of sold public housing. */
export const MAX_GROUPS = MAX_SELLERS + 1

export const WithdrawalFiles = z.array(Sha256).max(MAX_FILES)
/** Where a paper is what the step rests on. */
export const WithdrawalProof = z.array(Sha256).min(1).max(MAX_FILES)

/** The steps in the order in which they are checked. */
export const WithdrawalStep = z.enum([
  'common-part',
  'warranty',
  'exclusion',
  'ground',
  'budget',
  'apportionment',
  'acceptance',
  'approval',
  'payment',
  'publication',
])
export type WithdrawalStep = z.infer<typeof WithdrawalStep>

export const AuthorisationRef = z.strictObject({ decisionId: Id, itemId: Id })
export type AuthorisationRef = z.infer<typeof AuthorisationRef>

/** Who was at the joint look on site: organisations and the owners as such, never names. */
export const OnSiteParty = z.enum(['owners', 'committee', 'community', 'manager'])
export type OnSiteParty = z.infer<typeof OnSiteParty>
export const EmergencyProof = z.strictObject({
  kind: EmergencyKind,
  seenOn: Day,
  parties: z.array(OnSiteParty).min(1).max(OnSiteParty.options.length),
  files: WithdrawalProof,
})
export type EmergencyProof = z.infer<typeof EmergencyProof>

/** The owners' decision (Civil Code art. 278 ¶1 (5)), or an emergency (art. 281 ¶2). */
export const WithdrawalGround = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('decision'), authorisation: AuthorisationRef.nullable() }),
  z.strictObject({ kind: z.literal('emergency'), proof: EmergencyProof.nullable() }),
])
export type WithdrawalGround = z.infer<typeof WithdrawalGround>

/** By floor area, or by an agreement that says how (Civil Code art. 283). */
export const WithdrawalSplit = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('floor-area') }),
  z.strictObject({
    by: z.literal('agreement'),
    text: Line(200),
    file: Sha256,
    weights: z
      .array(z.strictObject({ unitId: Id, weight: z.int().min(0).max(MAX_WEIGHT) }))
      .min(1)
      .max(MAX_FUND_ROWS),
  }),
])
export type WithdrawalSplit = z.infer<typeof WithdrawalSplit>

/** What is asked for. All owners are shown it, but of an agreement only its words and their own weights. */
export const WithdrawalPlan = z.strictObject({
  purpose: Line(200),
  requestId: Id.nullable(),
  /** The registered part; null where it is not registered. */
  partId: Id.nullable(),
  /** What 165号令 art. 3 calls it; null: as its registered kind says. */
  partCode: CommonPartCode.nullable(),
  /** Where the register does not know when the warranty ended: how it is known, with the paper. */
  warrantyOver: z.strictObject({ text: Line(200), file: Sha256 }).nullable(),
  /** Which head of art. 25 it falls under, as whoever prepares it has looked; null: none of them. */
  exclusion: ExclusionCode.nullable(),
  ground: WithdrawalGround,
  budgetFen: PositiveFen,
  /** A firm, never a private person. */
  contractor: Line(60).nullable(),
  scope: DecisionScope,
  split: WithdrawalSplit,
  /** Unsold units, whose share the developer bears (165号令 art. 21). */
  unsoldUnitIds: z.array(Id).max(MAX_FUND_ROWS),
  /** Request, quotation, photos. */
  files: WithdrawalFiles,
})
export type WithdrawalPlan = z.infer<typeof WithdrawalPlan>

const [byArea, byAgreement] = WithdrawalSplit.options
/** As its reader sees it: without doors that are not theirs, and without the signed agreement. */
export const WithdrawalPlanView = WithdrawalPlan.extend({
  split: z.discriminatedUnion('by', [
    byArea,
    byAgreement.extend({ file: Sha256.nullable(), weights: z.array(byAgreement.shape.weights.element) }),
  ]),
})
export type WithdrawalPlanView = z.infer<typeof WithdrawalPlanView>

export const ApportionedUnit = z.object({
  unitId: Id,
  /** Floor area of then in 0.01 m², or the agreed weight. */
  weight: z.int().min(0).max(MAX_WEIGHT),
  amountFen: NonNegativeFen,
  unsold: z.boolean(),
})
export type ApportionedUnit = z.infer<typeof ApportionedUnit>
export const ApportionedSeller = z.object({ sellerId: Id, depositedFen: NonNegativeFen, amountFen: NonNegativeFen })
/** Commercial homes together, and each building of sold public housing by itself (165号令 art. 20). */
export const ApportionedGroup = z.object({
  book: Book,
  /** Null: commercial homes. */
  buildingId: Id.nullable(),
  weight: z.int().min(0),
  amountFen: NonNegativeFen,
  /** What owners of the building deposited, as against its sellers. */
  ownersDepositedFen: NonNegativeFen,
  sellers: z.array(ApportionedSeller).max(MAX_SELLERS),
  units: z.array(ApportionedUnit).max(MAX_FUND_ROWS),
})
export type ApportionedGroup = z.infer<typeof ApportionedGroup>

export const AskKind = z.enum(['advance', 'settlement'])
export type AskKind = z.infer<typeof AskKind>

/** 待用印, 已用印, 已提交, 已退件, 已核准: at the bank or the authority, where the owners do not keep the book. */
export const ApplicationState = z.enum(['prepared', 'stamped', 'submitted', 'returned', 'approved'])
export type ApplicationState = z.infer<typeof ApplicationState>

/** 草稿, 已提出, 公示中, 施工中, 待复核, 待付款, 待结果公示, 已完结, 已撤销 */
export const WithdrawalStatus = z.enum([
  'draft',
  'submitted',
  'posted',
  'asked',
  'approved',
  'paid',
  'published',
  'cancelled',
])
export type WithdrawalStatus = z.infer<typeof WithdrawalStatus>

/** Which rule was used; its figures stand beside it in each event. */
export const RuleUsed = z.string().min(1).max(80)

export { Approver }
