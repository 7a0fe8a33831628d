/** What must hold of the clocks of a request, told independently of how the decider works it out. */
import { epochMsOf, type Instant } from '@changxin/shared/kernel'
import { expect } from 'vitest'
import { t0 } from '../../../test/kit/request-fixtures.ts'
import type { RequestEvent } from './events.ts'
import type { TargetName } from './request.clocks.ts'
import type { RequestCommand } from './request.commands.ts'
import type { KnownRequest, TimedRequestEvent } from './request.state.ts'

interface Step {
  readonly command: RequestCommand
  readonly before: KnownRequest
  readonly after: KnownRequest
  readonly fresh: readonly RequestEvent[]
  readonly request: { readonly log: readonly TimedRequestEvent[] }
}

const targets = ['response', 'resolution'] as const
const isNewClock = ({ type }: { type: string }) => type === 'RequestReopened' || type === 'PartlyFixed'

export function expectClocksRight({ command, before, after, fresh, request }: Step): void {
  expect(after.response.dueAt, 'nothing moves the response').toBe(before.response.dueAt)
  expect(after.resolution.dueAt).toBe(expectedDueAt(request.log))
  const isNew = fresh.some(isNewClock)
  if (!isNew) expect(after.resolution.dueAt >= before.resolution.dueAt, 'never earlier').toBe(true)
  for (const target of targets) {
    if (isNew) continue
    expectVerdict(command, before[target].met, after[target])
    const wasMetInTime = before[target].met && !before[target].missed
    if (wasMetInTime) expect(after[target].missed, 'met in time is never missed').toBe(false)
  }
}

/** Whoever looked first, the timer or nobody: met in time is not missed, met late is. */
function expectVerdict({ at }: RequestCommand, wasMet: boolean, clock: KnownRequest[TargetName]): void {
  if (!wasMet && clock.met) expect(clock.missed, `met at ${at}, due at ${clock.dueAt}`).toBe(at > clock.dueAt)
}

/** The end of the latest clock: its length, and the union of the times that it stood still before it ran out. */
function expectedDueAt(log: readonly TimedRequestEvent[]): Instant {
  const first = log[0]?.type === 'RequestReported' ? log[0].data.target.resolutionDueAt : t0
  const lengthMs = epochMsOf(first) - epochMsOf(t0)
  let dueMs = epochMsOf(first)
  let countedMs = 0
  let stoppedMs: number | null = null
  for (const { type, data, metadata } of log) {
    const atMs = epochMsOf(metadata?.occurredAt ?? t0)
    if (isNewClock({ type })) [dueMs, countedMs, stoppedMs] = [atMs + lengthMs, 0, null]
    if (type === 'WorkPaused' && data.stopsClock && atMs <= dueMs) stoppedMs = Math.max(atMs, countedMs)
    if (type !== 'WorkResumed' || stoppedMs === null) continue
    dueMs += Math.max(0, atMs - stoppedMs)
    ;[countedMs, stoppedMs] = [Math.max(atMs, stoppedMs), null]
  }
  return new Date(dueMs).toISOString()
}

interface Verdicts {
  /** In the order of the log. */
  readonly verdicts: string[]
  readonly levels: string[]
}

/** Of each clock, the misses and corrections and who was told; reopening begins another resolution clock. */
export function verdictsOf(log: readonly TimedRequestEvent[]): readonly Verdicts[] {
  const clocks = new Map<string, Verdicts>()
  let count = 0
  for (const event of log) {
    if (isNewClock(event)) count++
    if (event.type !== 'TargetMissed' && event.type !== 'VerdictCorrected' && event.type !== 'RequestEscalated')
      continue
    const { target } = event.data
    const key = target === 'response' ? target : `${target} ${count}`
    const clock = clocks.get(key) ?? { verdicts: [], levels: [] }
    clocks.set(key, clock)
    if (event.type === 'RequestEscalated') clock.levels.push(event.data.level)
    else clock.verdicts.push(event.type)
  }
  return [...clocks.values()]
}
