/** One decision, with what is possible now; and its public notice. */
import {
  articleOf,
  DECISION_ACTIONS,
  type DecisionCore,
  type DecisionView,
  earliestCalendar,
  type Item,
  type ItemView,
  isLate,
  type KnownDecision,
  type PublicNotice,
  refusalFor,
  tierOf,
  type VotingRule,
} from '@changxin/shared/decisions'
import type { QueryContext } from '../feature.ts'
import { operatorName } from '../management/index.ts'
import { nameOf } from '../people/index.ts'
import { compoundName, unitLabel } from '../places/index.ts'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { momentOf, myHeadsOf, scopeLabelOf } from './decision.list.queries.ts'
import { decisionIn, tallyIn } from './decision.rows.ts'
import { sentenceFor } from './decision.sentence.ts'
import { subjectOfAction } from './decision.subject.ts'

function thresholdOf(rule: VotingRule, matter: Item['matter']): VotingRule['ordinary'] | null {
  const tier = tierOf(matter)
  return tier === 'unanimous' ? null : rule[tier]
}

export function itemViewOf(read: Read, item: Item, rule: VotingRule): ItemView {
  const { effect, matter } = item
  const effectName =
    effect?.kind === 'manager'
      ? operatorName(read, effect.operatorId)
      : effect?.kind === 'seat'
        ? nameOf(read, effect.personId)
        : null
  return {
    ...item,
    tier: tierOf(matter),
    article: { ...articleOf(matter) },
    threshold: thresholdOf(rule, matter),
    effectName,
  }
}

export const publishedOf = (core: DecisionCore) =>
  core.published && {
    publishedOn: core.published.publishedOn,
    challengeableUntil: core.published.challengeableUntil,
    late: isLate(core),
  }

function calendarOf({ calendar }: DecisionCore): DecisionView['calendar'] {
  if (!calendar) return null
  const { announcedOn, objectionsUntil, opensOn, closesOn, place } = calendar
  return { announcedOn, objectionsUntil, opensOn, closesOn, place }
}

interface StepRow {
  readonly event_id: string
  readonly type: string
  readonly about_id: string | null
  readonly occurred_at: string
  readonly actor_id: string
  readonly channel: string
}
const stepsIn = (read: Read, decisionId: string) =>
  read.all<StepRow>('SELECT * FROM decisions_core_step WHERE decision_id = ? ORDER BY position', decisionId)

function objectionsOf(
  context: QueryContext,
  core: DecisionCore,
  steps: readonly StepRow[],
): DecisionView['objections'] {
  const { read, principal, may } = context
  const settles = may('decisions.settle-objection', { compoundId: core.compoundId })
  return core.objections.map(({ objectionId, unitId, text, file, settled }) => {
    const raised = steps.find((step) => step.type === 'RollObjected' && step.about_id === objectionId)
    const mine = principal !== null && raised?.actor_id === principal.personId
    const shown = mine || settles
    return {
      objectionId,
      unitId,
      unitLabel: unitId && unitLabel(read, unitId),
      raisedAt: raised?.occurred_at ?? '',
      mine,
      text: shown ? text : null,
      file: shown ? file : null,
      settled: settled && { outcome: settled.outcome, reason: settled.reason },
    }
  })
}

function possibleOf(context: QueryContext, state: KnownDecision): DecisionView['possible'] {
  const { read, may, language } = context
  const moment = momentOf(read, state.core)
  return DECISION_ACTIONS.filter((action) => {
    const subject = subjectOfAction(read, action, state.core.decisionId)
    return subject !== null && may(action, subject)
  }).map((action) => {
    const refusal = refusalFor(action, state, moment)
    return {
      action,
      possible: refusal === null,
      reason: refusal && sentenceFor(refusal, language),
      code: refusal?.code ?? null,
    }
  })
}

export function viewDecision(context: QueryContext, decisionId: string): DecisionView | null {
  const { read, principal } = context
  const state = decisionIn(read, decisionId)
  if (!state) return null
  const { core } = state
  const { compoundId, title, reason, status, form, scope, calledBy, groups, rule, procedure, proposedOn } = core
  const { tally, revision } = tallyIn(read, decisionId)
  const steps = stepsIn(read, decisionId)
  return {
    ...{ id: decisionId, revision, compoundId, title, reason, status, form, scope, calledBy, groups, rule, procedure },
    compoundName: compoundName(read, compoundId),
    scopeLabel: scopeLabelOf(read, compoundId, scope),
    items: core.items.map((item) => itemViewOf(read, item, rule)),
    proposedOn,
    calendar: calendarOf(core),
    earliest: status === 'proposed' ? earliestCalendar(core, momentOf(read, core).today) : null,
    tally,
    objections: objectionsOf(context, core, steps),
    postings: core.postings.map(({ postingId, what, place, postedOn, files }) => ({
      ...{ postingId, what, place, postedOn, files },
    })),
    counters: (core.counterIds ?? []).map((personId) => ({
      personId,
      name: nameOf(read, personId),
      isMe: personId === principal?.personId,
    })),
    key: core.key && {
      publicKey: core.key.publicKey,
      shareHashes: [...core.key.shareHashes],
      released: core.secretKey !== null,
    },
    closedAt: core.closedAt,
    publishBy: core.counted?.publishBy ?? null,
    resultOverdue: core.resultOverdue || isLate(core),
    published: core.published && {
      publishedOn: core.published.publishedOn,
      challengeableUntil: core.published.challengeableUntil,
      late: isLate(core),
      place: core.published.place,
      files: core.published.files,
    },
    annulled: core.annulled && {
      ground: core.annulled.ground,
      reason: core.annulled.reason,
      files: core.annulled.files,
    },
    myHeads: myHeadsOf(context, core),
    possible: possibleOf(context, state),
    steps: steps.map((step) => ({
      id: step.event_id,
      type: step.type,
      occurredAt: step.occurred_at,
      actorName: nameOf(read, step.actor_id),
      channel: step.channel,
    })),
    sample: isSampleIn(read, decisionId),
  }
}

function isSampleIn(read: Read, decisionId: string): boolean {
  const sql = `SELECT sample FROM decisions_core_decision WHERE decision_id = ? AND to_position = '${CURRENT}'`
  return read.get<{ sample: number }>(sql, decisionId)?.sample === 1
}

/** Announced or later, for whoever passes by: no names, no doors, totals only of a published result. */
export function publicNotice(read: Read, core: DecisionCore): PublicNotice {
  const {
    decisionId,
    compoundId,
    title,
    status,
    form,
    scope,
    proposedOn,
    rule,
    procedure,
    groups,
    published,
    counted,
  } = core
  const calendar = calendarOf(core)
  return {
    ...{ id: decisionId, title, status, form, proposedOn, rule, procedure, groups },
    compoundName: compoundName(read, compoundId),
    // The units of a scope are doors.
    scopeLabel: scope.kind === 'units' ? compoundName(read, compoundId) : scopeLabelOf(read, compoundId, scope),
    calendar: calendar && {
      announcedOn: calendar.announcedOn,
      objectionsUntil: calendar.objectionsUntil,
      opensOn: calendar.opensOn,
      closesOn: calendar.closesOn,
    },
    items: core.items.map((item) => ({
      itemId: item.itemId,
      matter: item.matter,
      title: item.title,
      tier: tierOf(item.matter),
      article: { ...articleOf(item.matter) },
      threshold: thresholdOf(rule, item.matter),
      groupId: item.groupId,
      count: (published && counted?.items.find(({ itemId }) => itemId === item.itemId)) ?? null,
    })),
    publishedOn: published?.publishedOn ?? null,
    challengeableUntil: published?.challengeableUntil ?? null,
    late: isLate(core),
    annulled: core.annulled?.ground ?? null,
    sample: isSampleIn(read, decisionId),
  }
}
