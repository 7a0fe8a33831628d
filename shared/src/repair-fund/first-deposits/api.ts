/** First deposits 首期交存: what each home owes by the rate of the place, what was paid, and what is missing. */
import { Day, Id, Line, PageInput, pageOf, queryRoute, RuleBasis } from '@changxin/shared/kernel'
import { z } from 'zod'
import { FirstDepositRate } from '../rules/fund-rule.ts'
import { BuildingKind } from '../rules/rule-words.ts'

/** Why nothing is computed; public housing comes before all others: no rate by floor area is for it. */
export const NotComputed = z.enum(['public-housing', 'no-rate', 'kind-unknown', 'no-area'])
export type NotComputed = z.infer<typeof NotComputed>

/** `unknown`: cannot be computed, and `reason` says why; else `reason` is null. */
export const DepositState = z.enum(['missing', 'paid', 'unknown'])
export type DepositState = z.infer<typeof DepositState>

export const FirstDeposit = z.object({
  state: DepositState,
  reason: NotComputed.nullable(),
  /** The rate that was used, with what it rests on; null: none. */
  fenPerSquareMetre: z.int().nullable(),
  basis: RuleBasis.nullable(),
  source: Line(200).nullable(),
  /** Null too where the rate is the same for both kinds and nobody said which it is. */
  buildingKind: BuildingKind.nullable(),
  dueFen: z.int().nullable(),
  /** First deposits and build-up, less what was taken back; they follow an account that is divided or joined. */
  paidFen: z.int(),
  missingFen: z.int(),
  overFen: z.int(),
})
export type FirstDeposit = z.infer<typeof FirstDeposit>

const totals = {
  homes: z.int(),
  missing: z.int(),
  paid: z.int(),
  unknown: z.int(),
  dueFen: z.int(),
  /** Of homes that can be computed; what the others paid is `unknownPaidFen`. */
  paidFen: z.int(),
  missingFen: z.int(),
  overFen: z.int(),
  unknownPaidFen: z.int(),
}
export const FirstDepositTotals = z.object(totals)
export type FirstDepositTotals = z.infer<typeof FirstDepositTotals>

export const FirstDepositBuilding = z.object({
  id: Id,
  name: z.string(),
  storeys: z.int().nullable(),
  /** What was said; null: nobody said. */
  buildingKind: BuildingKind.nullable(),
  ...totals,
})
export type FirstDepositBuilding = z.infer<typeof FirstDepositBuilding>

export const FirstDepositHome = FirstDeposit.extend({
  id: Id,
  label: z.string(),
  buildingId: Id,
  /** In 0.01 m². */
  floorArea: z.int().nullable(),
})
export type FirstDepositHome = z.infer<typeof FirstDepositHome>

/** Most letters of a list of buildings in a query string. */
const MAX_EXCEPT = 4_000
const asked = {
  id: Id,
  /** Whose rule counts; the day on which the fund was opened where absent. */
  on: Day.optional(),
  /** What kind the buildings are: the register cannot tell. */
  kind: BuildingKind.optional(),
  /** Buildings of the other kind: ids with commas between them. */
  except: z.string().max(MAX_EXCEPT).optional(),
}

/** The rule that counted. */
const ruled = {
  /** Null: no fund, so no day either. */
  day: Day.nullable(),
  ruleId: z.string(),
  rates: z.array(FirstDepositRate),
}

export const firstDepositsApi = {
  firstDeposits: queryRoute({
    action: 'repair-fund.first-deposits',
    path: '/api/compounds/:id/fund/first-deposits',
    input: asked,
    output: z.object({
      hasFund: z.boolean(),
      ...ruled,
      /** The rates differ by kind of building, so that the kind must be said. */
      needsKind: z.boolean(),
      totals: FirstDepositTotals,
      items: z.array(FirstDepositBuilding),
    }),
    summary: 'First deposits by the rate in force: due, paid and missing, by building',
  }),
  homes: queryRoute({
    action: 'repair-fund.first-deposit-units',
    path: '/api/compounds/:id/fund/first-deposits/units',
    input: { ...asked, buildingId: Id.optional(), state: DepositState.optional(), ...PageInput.shape },
    output: pageOf(FirstDepositHome),
    summary: 'First deposits home by home: due, paid and missing, or why it cannot be computed',
  }),
  ofUnit: queryRoute({
    action: 'repair-fund.unit-first-deposit',
    path: '/api/units/:id/fund/first-deposit',
    input: { id: Id },
    /** `home` null: no account, or one that ended. */
    output: z.object({ ...ruled, home: FirstDepositHome.nullable() }),
    summary: 'The first deposit of one home by the rule of the day on which the fund was opened',
  }),
}
