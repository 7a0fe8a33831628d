/** Decisions that a clock is part of: targets, misses, who is told, what a late note proves, new clocks. */
import { dayOf, epochMsOf, type Id, type Instant, instantOf } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  PartlyFixed,
  RequestEscalated,
  type RequestEvent,
  RequestReopened,
  type Target,
  TargetMissed,
  VerdictCorrected,
} from './events.ts'
import { dueOf, isStopped, type TargetName } from './request.clocks.ts'
import type {
  EscalateRequest,
  MissTarget,
  ReopenRequest,
  ReportFacts,
  ReportPartlyFixed,
  ReportRequest,
  StepCommand,
} from './request.commands.ts'
import { evolve, type KnownRequest } from './request.state.ts'
import { defaultTargets, targetOf, targetRuleAt, targetRuleFor } from './target-rules.ts'
import { dueAfter } from './working-time.ts'

type Events = readonly RequestEvent[]

/** `20260301-8F3K2`: short enough for the phone, unlikely enough to meet twice on a day. */
export function numberOf(requestId: Id, at: Instant): string {
  return `${dayOf(at).replaceAll('-', '')}-${requestId.slice(-5).toUpperCase()}`
}

/** Suggested defaults fill in where no adopted rule applies, so that a report is never refused for want of a setting. */
export function targetFor({ at, urgency, category }: ReportRequest, facts: ReportFacts): Target {
  const day = dayOf(at)
  const places = [facts.compoundId, ...(facts.regionIds ?? []), 'all']
  const rule = targetRuleAt(places, facts.rules, facts.mode, day) ?? targetRuleFor(defaultTargets, facts.mode, day)
  const target = rule && targetOf(rule, urgency, category, at)
  if (!target) throw reject('no-target-rule', { field: 'occurredAt', day })
  return target
}

/** The new clock is as long as the first was, in what that counted in: the rule of the day of the report goes on to hold. */
export function openAgain(command: ReopenRequest | ReportPartlyFixed, state: KnownRequest): Events {
  const { requestId, compoundId, resolutionMs, desk } = state
  if (resolutionMs === null) throw withoutTimes()
  const resolutionDueAt = desk
    ? dueAfter(command.at, desk.resolutionMinutes, desk.hours)
    : instantOf(epochMsOf(command.at) + resolutionMs)
  return command.type === 'ReopenRequest'
    ? [RequestReopened({ requestId, compoundId, reason: command.reason, resolutionDueAt })]
    : [PartlyFixed({ requestId, compoundId, remaining: command.remaining, resolutionDueAt })]
}

/** Nothing when the clock was stopped, moved or has been called missed already, or has not run out yet. */
export function missTarget({ target, dueAt, at }: MissTarget, state: KnownRequest): Events {
  if (at < dueAt) return []
  const isRunning = dueOf(state).some((due) => due.what === 'miss' && due.target === target && due.dueAt === dueAt)
  const { requestId, compoundId } = state
  return isRunning ? [TargetMissed({ requestId, compoundId, target, dueAt })] : []
}

/** Nothing when this level has been told, or the clock was met or stopped meanwhile. */
export function escalate({ target, level, at }: EscalateRequest, state: KnownRequest): Events {
  const isDue = dueOf(state).some(
    (due) => due.what === 'escalate' && due.target === target && due.level === level && due.dueAt <= at,
  )
  const { requestId, compoundId } = state
  return isDue ? [RequestEscalated({ requestId, compoundId, target, level, dueAt: state[target].dueAt })] : []
}

/**
 * A step that meets a clock, or stops it, also settles its verdict by when it happened: late is late even if the timer
 * had not looked yet, and what comes in late from a phone without signal but happened in time is put right.
 */
export function judged({ at }: StepCommand, before: KnownRequest, events: Events): Events {
  const metadata = { occurredAt: at, actor: '' }
  let after = before
  for (const event of events) after = evolve(after, { ...event, metadata }) as KnownRequest
  const { requestId, compoundId } = before
  const verdict = (target: TargetName) => ({ requestId, compoundId, target, dueAt: before[target].dueAt })
  const settled = TARGETS.filter((target) => runs(before, target) && !runs(after, target))
  const isLate = (target: TargetName) => at > before[target].dueAt
  return [
    ...settled
      .filter((target) => isLate(target) && !before[target].missed)
      .map((target) => TargetMissed(verdict(target))),
    ...events,
    ...settled
      .filter((target) => !isLate(target) && before[target].missed)
      .map((target) => VerdictCorrected(verdict(target))),
  ]
}

const TARGETS = ['response', 'resolution'] as const

/** Missed or not: nobody has met it, and it does not stand still. */
const runs = (state: KnownRequest, target: TargetName) => !state[target].met && !isStopped(state, target)

/** A programmer's mistake, so it is loud: without metadata no step could be bounded. */
export function withoutTimes(): TypeError {
  return new TypeError('evolve was given request events without metadata.occurredAt')
}
