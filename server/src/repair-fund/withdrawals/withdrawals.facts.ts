/** What deciding on a withdrawal needs from other streams, read from the log: money does not rest on a view. */
import { DecisionAnnulled, FundUseAuthorised } from '@changxin/shared/decisions'
import { type Day, type Id, Rejected, readEvent } from '@changxin/shared/kernel'
import { LiabilityDecided, warrantyOf } from '@changxin/shared/maintenance'
import {
  type Authorised,
  codeOfPart,
  type FundCommand,
  type FundFacts,
  type GateFacts,
  lookedAtOn,
  type WithdrawalFacts,
  type WithdrawalPlan,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import type { FeatureDeps } from '../../feature.ts'
import { modeFromLog } from '../../management/index.ts'
import { Compounds } from '../../places/index.ts'
import { sharingUnits } from '../collections/collections.facts.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { fundRuleOf } from '../rules/rules.facts.ts'

export type FactDeps = Pick<FeatureDeps, 'log' | 'store'>

export async function ruleFact({ store }: FactDeps, compoundId: Id, today: Day) {
  const rule = await fundRuleOf(store, compoundId, today)
  if (!rule) throw new Rejected('not-found')
  return rule
}

/** For a step of a withdrawal that has a plan; of one without, only the rule matters. */
export async function withdrawalFacts(
  deps: FactDeps,
  { compoundId, withdrawalId, today }: { compoundId: Id; withdrawalId: Id; today: Day },
  withUnits: FundCommand['type'],
): Promise<FundFacts> {
  const rule = await ruleFact(deps, compoundId, today)
  const { state: fund } = await deps.store.load(Funds, compoundId)
  const plan = fund.withdrawals.byId.get(withdrawalId)?.plan ?? null
  const { state: compound } = await deps.store.load(Compounds, compoundId)
  const part = plan?.partId == null ? undefined : compound.parts.get(plan.partId)
  const facts: WithdrawalFacts = {
    rule,
    part: part ? { code: codeOfPart(part.kind), warrantyUntil: warrantyOf(part, today).until } : null,
    liability: await liabilityOf(deps, compoundId, plan),
    authorised: await authorisedOf(deps, compoundId, plan),
    mode: await modeFromLog(deps.store, compoundId, lookedAtOn(plan, today)),
  }
  const units = withUnits === 'PostWithdrawal' ? { units: await sharingUnits(deps.store, compoundId) } : {}
  return { withdrawal: { ...facts, ...units } }
}

async function liabilityOf(
  { log }: FactDeps,
  compoundId: Id,
  plan: WithdrawalPlan | null,
): Promise<GateFacts['liability']> {
  if (plan?.requestId == null) return null
  const events = await log.read(`request-${plan.requestId}`)
  const last = events.findLast(({ type }) => type === LiabilityDecided.type)
  if (!last) return null
  const decided = readEvent(LiabilityDecided, last.version, last.data) as z.output<typeof LiabilityDecided.schema>
  if (decided.compoundId !== compoundId) return null
  const { route, ground, decidedFrom } = decided
  return { route, damaged: ground.code === 'damaged' || decidedFrom.stated.includes('damaged') }
}

async function authorisedOf(
  { log }: FactDeps,
  compoundId: Id,
  plan: WithdrawalPlan | null,
): Promise<Authorised | null> {
  if (plan?.ground.kind !== 'decision' || plan.ground.authorisation === null) return null
  const { decisionId, itemId } = plan.ground.authorisation
  const [effect] = await log.read(`effect-${decisionId}-${itemId}`)
  if (effect?.type !== FundUseAuthorised.type) return null
  const data = readEvent(FundUseAuthorised, effect.version, effect.data) as z.output<typeof FundUseAuthorised.schema>
  if (data.compoundId !== compoundId) return null
  const decision = await log.read(`decision-${decisionId}`)
  return { ...data, annulled: decision.some(({ type }) => type === DecisionAnnulled.type) }
}
