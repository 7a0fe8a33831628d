/**
 * The steps of a withdrawal in their legal order (165号令 art. 3, 18, 25; Civil Code art. 278, 281): which are passed, and
 * what stops the others. The same list decides commands and is shown; an article is named only where its text was at
 * hand, a mere suggestion never as law.
 */
import type { DecisionScope, FundUseAuthorised } from '@changxin/shared/decisions'
import { addDays, type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { LiabilityRoute } from '@changxin/shared/maintenance'
import type { Mode } from '@changxin/shared/management'
import type { z } from 'zod'
import type { FundRule } from '../rules/fund-rule.ts'
import { approverFor } from '../rules/fund-rule-for.ts'
import type { CommonPartCode, ExclusionCode } from '../rules/rule-words.ts'
import { ARTICLES, type WithdrawalCode, withdrawalErrors } from './errors.ts'
import { approvalFenOf } from './standing.ts'
import type { WithdrawalGate } from './views.ts'
import type { WithdrawalHead } from './withdrawals.state.ts'
import type { WithdrawalPlan, WithdrawalStep } from './words.ts'

export type Authorised = z.output<typeof FundUseAuthorised.schema> & { readonly annulled: boolean }

/** What the steps need beside the withdrawal itself. */
export interface GateFacts {
  readonly today: Day
  readonly rule: FundRule
  /** The registered part that the plan names: what art. 3 calls its kind, and the last day of its warranty. */
  readonly part: { readonly code: CommonPartCode | null; readonly warrantyUntil: Day | null } | null
  /** How the request behind it was decided last; null without one. */
  readonly liability: { readonly route: LiabilityRoute; readonly damaged: boolean } | null
  readonly authorised: Authorised | null
  /** Another withdrawal that rests on the same decision. */
  readonly usedBy: Id | null
  /** Of the compound, on the day on which an emergency was looked at. */
  readonly mode: Mode
  readonly ownBook: boolean
  /** Of what is to be paid next. */
  readonly short: { readonly units: number; readonly fen: number } | null
}

type Verdict = Omit<WithdrawalGate, 'step' | 'article'>
const PASSED: Verdict = { state: 'passed', code: null, params: {} }
const stopped = (code: WithdrawalCode, params: Verdict['params'] = {}): Verdict => ({ state: 'stopped', code, params })
const waiting = (code: WithdrawalCode, params: Verdict['params'] = {}): Verdict => ({ state: 'waiting', code, params })

type Of = WithdrawalHead
/** `article`: what the step rests on where it is passed, or of the very reason that stops it where the rule names one. */
type Check = (of: Of, plan: WithdrawalPlan, facts: GateFacts) => readonly [Verdict, article: string | null]

const CHECKS: readonly (readonly [WithdrawalStep, Check])[] = [
  ['common-part', (_, plan, facts) => [commonPart(plan, facts), ARTICLES.commonPart]],
  ['warranty', (of, plan, facts) => [warranty(of, plan, facts), ARTICLES.warranty]],
  ['exclusion', (_, plan, facts) => exclusion(plan, facts)],
  [
    'ground',
    (_, plan, facts) =>
      plan.ground.kind === 'decision'
        ? [decision(plan, facts), ARTICLES.decision]
        : [emergency(plan.ground.proof, facts), ARTICLES.emergency],
  ],
  ['budget', (_, plan, facts) => [budget(plan, facts), null]],
  ['apportionment', (of, plan, facts) => [apportionment(of, plan, facts), ARTICLES.apportionment]],
  ['acceptance', (of) => [of.settled ? PASSED : waiting('withdrawal-not-accepted'), null]],
  ['approval', (of, _, facts) => [approval(of, facts), null]],
  ['payment', (of, _, facts) => [payment(of, facts), facts.ownBook ? null : ARTICLES.application]],
  ['publication', (of, plan, facts) => [publication(of, plan, facts), ARTICLES.publication]],
]

export function gatesOf(of: Of, facts: GateFacts): WithdrawalGate[] {
  const { plan } = of
  return CHECKS.map(([step, check]) => {
    if (!plan) return { step, ...waiting('withdrawal-no-plan'), article: null }
    const [verdict, article] = check(of, plan, facts)
    return { step, ...verdict, article: articleOf(verdict, article) }
  })
}

/** What stops a step is named by the law of its own reason, if it has one: a list of ours is not made law by its step. */
function articleOf({ code }: Verdict, article: string | null): string | null {
  if (code === null || code === 'withdrawal-excluded') return article
  return withdrawalErrors.entries[code as WithdrawalCode]?.source ?? null
}

/** The first step that is not passed. */
export const stopOf = (gates: readonly WithdrawalGate[]): WithdrawalGate | null =>
  gates.find(({ state }) => state !== 'passed') ?? null

function commonPart({ partCode }: WithdrawalPlan, { part, rule, liability }: GateFacts): Verdict {
  if (liability?.route === 'owner') return stopped('withdrawal-not-common-part')
  const code = partCode ?? part?.code ?? null
  if (code === null) return waiting('withdrawal-part-missing')
  return rule.commonParts.some((listed) => listed.code === code) ? PASSED : stopped('withdrawal-not-common-part')
}

/** Judged on the day on which the plan was submitted; the last day of a warranty is still inside. */
function warranty({ submitted }: Of, { warrantyOver }: WithdrawalPlan, { part, today }: GateFacts): Verdict {
  const until = submitted ? submitted.warrantyUntil : (part?.warrantyUntil ?? null)
  if (until !== null)
    return (submitted?.on ?? today) <= until ? stopped('withdrawal-inside-warranty', { until }) : PASSED
  return warrantyOver === null ? waiting('withdrawal-warranty-unknown') : PASSED
}

/** Whom a request was passed to: then it is not the fund's to pay. */
const EXCLUDED_BY_ROUTE: Partial<Record<LiabilityRoute, ExclusionCode>> = {
  contractor: 'builders-warranty',
  utility: 'utility',
  operator: 'service-contract',
}

function exclusion(plan: WithdrawalPlan, { rule, liability }: GateFacts): readonly [Verdict, string | null] {
  const byRoute = liability === null ? undefined : EXCLUDED_BY_ROUTE[liability.route]
  const found = plan.exclusion ?? byRoute ?? (liability?.damaged ? 'man-made-damage' : undefined)
  const listed = rule.exclusions.find(({ code }) => code === found)
  if (!listed) return [PASSED, '住宅专项维修资金管理办法第二十五条']
  const article = listed.basis === 'law' ? listed.source : null
  return [stopped('withdrawal-excluded', { exclusion: listed.code }), article]
}

function decision(plan: WithdrawalPlan, { authorised, usedBy }: GateFacts): Verdict {
  if (plan.ground.kind !== 'decision' || plan.ground.authorisation === null)
    return waiting('withdrawal-decision-missing')
  if (authorised === null) return stopped('withdrawal-authorisation-unknown')
  if (authorised.annulled) return stopped('withdrawal-authorisation-annulled')
  if (usedBy !== null) return stopped('withdrawal-authorisation-used')
  return sameScope(plan.scope, authorised.scope) ? PASSED : stopped('withdrawal-scope-differs')
}

export function sameScope(one: DecisionScope, other: DecisionScope): boolean {
  if (one.kind === 'units' && other.kind === 'units') {
    const named = new Set(one.unitIds)
    return named.size === new Set(other.unitIds).size && other.unitIds.every((unitId) => named.has(unitId))
  }
  if (one.kind === 'building' && other.kind === 'building') return one.buildingId === other.buildingId
  if (one.kind === 'entrance' && other.kind === 'entrance') return one.entranceId === other.entranceId
  return one.kind === other.kind
}

type Proof = Extract<WithdrawalPlan['ground'], { kind: 'emergency' }>['proof']

/**
 * 165号令 art. 24 skips the vote, not the proof: a joint look of the manager and one who stands for the owners. Where
 * nobody but the owners manages, two of those who stand for them look together.
 */
function emergency(proof: Proof, { rule, mode }: GateFacts): Verdict {
  if (proof === null) return waiting('withdrawal-emergency-missing')
  if (!rule.emergencies.kinds.includes(proof.kind)) return stopped('withdrawal-emergency-not-listed')
  const forOwners = new Set(proof.parties.filter((party) => party !== 'manager')).size
  if (WITHOUT_MANAGER.has(mode)) return forOwners >= 2 ? PASSED : stopped('withdrawal-emergency-two')
  const isJoint = proof.parties.includes('manager') && forOwners > 0
  return isJoint ? PASSED : stopped('withdrawal-emergency-parties')
}

/** The day that says who manages: that of the look, otherwise `today`. */
export const lookedAtOn = (plan: WithdrawalPlan | null, today: Day): Day =>
  plan?.ground.kind === 'emergency' ? (plan.ground.proof?.seenOn ?? today) : today

/** Not `unknown`: there the mode is recorded first. */
const WITHOUT_MANAGER: ReadonlySet<Mode> = new Set(['self-governance', 'none'])

function budget({ contractor, budgetFen, ground }: WithdrawalPlan, { authorised }: GateFacts): Verdict {
  if (contractor === null) return waiting('withdrawal-contractor-missing')
  if (ground.kind === 'emergency' || authorised === null) return PASSED
  if (authorised.contractor !== null && authorised.contractor !== contractor)
    return stopped('withdrawal-contractor-differs', { contractor: authorised.contractor })
  if (budgetFen > authorised.budgetFen)
    return stopped('withdrawal-over-authorised', {
      budget: formatFen(budgetFen),
      authorised: formatFen(authorised.budgetFen),
    })
  return PASSED
}

/** In an emergency the posting runs while the work does; otherwise it must be over first. */
function apportionment({ submitted, posted }: Of, { ground }: WithdrawalPlan, { today }: GateFacts): Verdict {
  if (!submitted) return waiting('withdrawal-not-submitted')
  if (!posted) return waiting('withdrawal-not-posted')
  const runs = ground.kind === 'decision' && today <= posted.until
  return runs ? waiting('withdrawal-posting-runs', { until: posted.until }) : PASSED
}

function approval(of: Of, { rule }: GateFacts): Verdict {
  const { ask, paidOn } = of
  if (paidOn !== null || ask?.approvedOn) return PASSED
  if (!ask) return waiting('withdrawal-nothing-asked')
  return waiting('withdrawal-not-approved', { required: approverFor(rule, approvalFenOf(of)) })
}

function payment({ ask, paidOn }: Of, { ownBook, short }: GateFacts): Verdict {
  if (paidOn !== null) return PASSED
  if (!ask) return waiting('withdrawal-nothing-asked')
  // What comes back from the contractor needs nobody's application.
  if (ask.amountFen <= 0) return waiting('withdrawal-not-paid')
  if (!ownBook && ask.application?.state !== 'approved') return waiting('withdrawal-application-open')
  if (short !== null && short.units > 0)
    return waiting('withdrawal-short', { units: short.units, short: formatFen(short.fen) })
  return waiting('withdrawal-not-paid')
}

/** How long the posting of a result lasts, and by when it is due. */
export const postingDaysOf = ({ settings }: FundRule, plan: Pick<WithdrawalPlan, 'ground'>): number =>
  (plan.ground.kind === 'emergency' ? settings.emergencyPostingDays : settings.usePostingDays).value

function publication({ published, paidOn }: Of, plan: WithdrawalPlan, { rule }: GateFacts): Verdict {
  if (published) return PASSED
  if (paidOn === null) return waiting('withdrawal-not-paid')
  return waiting('withdrawal-not-published', { by: addDays(paidOn, postingDaysOf(rule, plan)) })
}
