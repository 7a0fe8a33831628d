/** A fund with money, a plan that the law lets pass, and the acts that take it from step to step: words for stories. */
import type { Decider } from '@changxin/shared/kernel'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { ContributionsRecorded, FundOpened, type RepairFundEvent } from '../events.ts'
import { type FundCommand, type FundFacts, fundDecider } from '../fund.decider.ts'
import type { FundState } from '../fund.state.ts'
import { defaultFundRule } from '../rules/default-fund-rule.ts'
import type { WithdrawalFacts } from './commands.ts'
import { withdrawalErrors } from './errors.ts'
import type { WithdrawalPlan } from './words.ts'

export const compoundId = 'c1'
export const FILE = 'a'.repeat(64)
export const UNITS = ['u1', 'u2', 'u3'] as const
/** ¥100.00 by 30, 30 and 40 m². */
export const AREAS: Readonly<Record<string, number>> = { u1: 3_000, u2: 3_000, u3: 4_000 }

export const unitsOf = (areas: Readonly<Record<string, number | null>> = AREAS) =>
  Object.entries(areas).map(([unitId, floorArea]) => ({
    ...{ unitId, buildingId: 'b1', entranceId: null, label: `1栋 ${unitId}`, floorArea },
  }))

export const opened = FundOpened({
  ...{ compoundId, openedOn: '2026-01-01', bookkeeper: 'owners', ground: '业主大会决定' },
  rows: UNITS.map((unitId) => ({ unitId, buildingId: 'b1' })),
})
let paidIn = 0
export const contributed = (amounts: Readonly<Record<string, number>>) => {
  paidIn += 1
  return ContributionsRecorded({
    ...{ compoundId, contributionId: `in-${paidIn}`, kind: 'top-up', paidOn: '2026-01-02', note: null, file: null },
    rows: Object.entries(amounts).map(([unitId, amountFen]) => ({
      entryId: `in-${paidIn}-${unitId}`,
      unitId,
      amountFen,
    })),
  })
}
export const rich = contributed({ u1: 1_000_000, u2: 1_000_000, u3: 1_000_000 })

export const plan: WithdrawalPlan = {
  ...{ purpose: '屋面防水维修', requestId: null, partId: 'roof', partCode: null, warrantyOver: null, exclusion: null },
  ground: { kind: 'decision', authorisation: { decisionId: 'd1', itemId: 'i1' } },
  ...{ budgetFen: 10_000, contractor: '甲防水公司', scope: { kind: 'compound' }, split: { by: 'floor-area' } },
  ...{ unsoldUnitIds: [], files: [FILE] },
}
export const emergency: WithdrawalPlan['ground'] = {
  kind: 'emergency',
  proof: { kind: 'roof-or-wall-leak', seenOn: '2026-03-01', parties: ['manager', 'owners'], files: [FILE] },
}
export const facts: WithdrawalFacts = {
  rule: defaultFundRule,
  part: { code: 'roof', warrantyUntil: '2026-02-28' },
  liability: null,
  mode: 'property-company',
  authorised: {
    ...{ decisionId: 'd1', itemId: 'i1', compoundId, on: '2026-02-20', scope: { kind: 'compound' } },
    ...{ purpose: '屋面防水', budgetFen: 10_000, requestId: null, contractor: null, annulled: false },
  },
  units: unitsOf(),
}

/** A fund to which one thing after another happens; refusals are said by their code. */
export function story(...events: readonly RepairFundEvent[]) {
  const decider: Decider<FundCommand, RepairFundEvent, FundState, FundFacts> = fundDecider
  let state = events.reduce(decider.evolve, decider.initial)
  let now = '2026-03-01'
  const told: RepairFundEvent[] = [...events]
  const of = (withdrawalId: string, by: string) => ({ compoundId, withdrawalId, today: now, by })
  const run = (command: FundCommand, more: Partial<WithdrawalFacts> = {}) => {
    const made = decider.decide(command, state, { withdrawal: { ...facts, ...more }, fundRule: defaultFundRule })
    told.push(...made)
    state = made.reduce(decider.evolve, state)
    return made
  }
  const acts = {
    plan: (id = 'w1', change: Partial<WithdrawalPlan> = {}, isNew = true) =>
      run({ type: 'PlanWithdrawal', ...of(id, 'clerk'), isNew, plan: { ...plan, ...change } }),
    submit: (id = 'w1', more: Partial<WithdrawalFacts> = {}) =>
      run({ type: 'SubmitWithdrawal', ...of(id, 'clerk') }, more),
    post: (id = 'w1', more: Partial<WithdrawalFacts> = {}, by = 'clerk') =>
      run({ type: 'PostWithdrawal', ...of(id, by), place: '公告栏', files: [] }, more),
    advance: (amountFen: number, id = 'w1') =>
      run({ type: 'AskAdvance', ...of(id, 'clerk'), askId: `${id}-advance`, amountFen, files: [] }),
    settle: (settledFen: number, id = 'w1', more: Partial<WithdrawalFacts> = {}) => {
      const papers = { acceptance: [FILE], invoices: [FILE] }
      const ask = { askId: `${id}-settle`, acceptedOn: now, settledFen, ...papers }
      return run({ type: 'SettleWithdrawal', ...of(id, 'clerk'), ...ask }, more)
    },
    approve: (by = 'member', as: 'second-person' | 'community' | 'subdistrict' = 'second-person', id = 'w1') => {
      const askId = state.withdrawals.byId.get(id)?.ask?.askId ?? 'none'
      return run({ type: 'ApproveWithdrawal', ...of(id, by), askId, as })
    },
    pay: (id = 'w1', more: Partial<WithdrawalFacts> = {}) => {
      const askId = state.withdrawals.byId.get(id)?.ask?.askId ?? 'none'
      const how = { askId, paymentId: `pay-${askId}`, paidOn: now, asset: 'bank' as const, files: [] }
      return run({ type: 'PayWithdrawal', ...of(id, 'clerk'), ...how }, more)
    },
    /** Proposed and approved; null: all of it. */
    reverse: (reversesId: string, amountFen: number | null = null, proposalId = `back-${reversesId}`) => {
      const back = { compoundId, today: now, proposalId }
      const what = { reversesId, amountFen, cameBackOn: null, reason: '付错' }
      const proposed = run({ type: 'ProposeReversal', ...back, ...what, by: 'anna' })
      const reversal = { reversalId: `${proposalId}-done`, by: 'bert', approver: 'subdistrict' as const }
      return [...proposed, ...run({ type: 'ApproveReversal', ...back, ...reversal })]
    },
    cancel: (id = 'w1') => run({ type: 'CancelWithdrawal', ...of(id, 'clerk'), reason: '不做了' }),
    publish: (id = 'w1') => run({ type: 'PublishWithdrawal', ...of(id, 'clerk'), place: '公告栏', files: [FILE] }),
  }
  return {
    ...acts,
    run,
    told,
    on(day: string) {
      now = day
    },
    happened(...more: readonly RepairFundEvent[]) {
      told.push(...more)
      state = more.reduce(decider.evolve, state)
    },
    state: () => state,
    balances: () =>
      UNITS.map((unitId) => state.ledger.accounts.flatMap((bucket) => bucket.get(unitId)?.balanceFen ?? [])[0]),
    /** Through the posted week. */
    posted(id = 'w1', change: Partial<WithdrawalPlan> = {}) {
      acts.plan(id, change)
      acts.submit(id)
      acts.post(id)
      now = '2026-03-08'
    },
    /** What it says no with; every refusal can be said, in both languages. */
    refusal(act: () => unknown) {
      const refusal = refusalOf(act)
      if (refusal.code in withdrawalErrors.entries) expectSayable(withdrawalErrors.entries, refusal)
      return refusal.code
    },
  }
}
