/** What the steps of a request in the demo have in common: who acts, when, and whether the request still allows it. */
import { epochMsOf, instantOf } from '@changxin/shared/kernel'
import {
  ACTION_OF,
  isOpen,
  type KnownRequest,
  possibleActions,
  type RequestFacts,
  type StepCommand,
} from '@changxin/shared/maintenance'
import { HOUR_MS, inWorkingHours, MINUTE_MS } from './calendar.ts'
import type { Random } from './random.ts'
import type { ReportPlan } from './reports.ts'
import { tellOf } from './request-clocks.ts'
import { Requests } from './streams.ts'
import { ageMonths, behaviourOf, deskOf, type LivingCompound, todayNumber, type World } from './world.ts'

/** How much sooner or later than an ordinary one. */
const PACE = { emergency: 0.07, ordinary: 1, deferrable: 2.2 } as const
/** Workers enter what they did when they are back. */
const MAX_ENTERED_LATER_MINUTES = 25

export interface Story {
  readonly world: World
  readonly compound: LivingCompound
  readonly plan: ReportPlan
  readonly requestId: string
  readonly random: Random
  /** The request that somebody reported before, where this one is of the same trouble. */
  readonly duplicateOf: string | null
  /** How often it was opened again, for whatever reason. */
  reopened: number
  /** What was added so far, for ids. */
  added: number
}

type Step = StepCommand extends infer Command
  ? Command extends StepCommand
    ? Omit<Command, 'requestId' | 'at' | 'receivedAt'>
    : never
  : never

/** What is only added may be entered earlier than the step before it. */
const ADDED: ReadonlySet<StepCommand['type']> = new Set([
  'AddNote',
  'RecordCost',
  'FollowRequest',
  'UrgeRequest',
  'RecordVisit',
])

/** Takes the step if the request still allows it. */
export function take(story: Story, step: Step, facts?: RequestFacts): boolean {
  const { world, compound, requestId, random } = story
  const state = stateOf(story)
  if (!possibleActions(state).includes(ACTION_OF[step.type])) return false
  const nowMs = world.agenda.nowMs()
  const previousMs = epochMsOf((ADDED.has(step.type) ? state.reportedAt : state.stepAt) ?? instantOf(nowMs))
  const atMs = Math.max(previousMs, nowMs - random.whole(0, MAX_ENTERED_LATER_MINUTES) * MINUTE_MS)
  const command = { ...step, requestId, at: instantOf(atMs), receivedAt: instantOf(nowMs) } as StepCommand
  tellOf(world, requestId, command, { by: step.by, atMs }, facts)
  if (isOpen(stateOf(story))) compound.openRequests.add(requestId)
  else compound.openRequests.delete(requestId)
  return true
}

export function stateOf({ world, requestId }: Pick<Story, 'world' | 'requestId'>): KnownRequest {
  const state = world.journal.state(Requests, requestId)
  if (state.status === 'none') throw new RangeError(`${requestId} was never reported`)
  return state
}

/** An id for what is added next. */
export const nextId = (story: Story, kind: string) => story.world.ids.of(kind, story.requestId, ++story.added)

export const desk = ({ world, compound }: Story) => deskOf(world, compound)
export const assignee = (story: Story) => stateOf(story).assigneeId ?? desk(story).deskId
/** Whoever wants it done, or the desk where nobody is known. */
export const asking = (story: Story) => story.plan.reporterId ?? desk(story).deskId
/** In the community, whoever manages. */
export const clerkId = ({ world, compound }: Story) => world.county.staff.deskOf(compound.plan, null).deskId
export const behaviour = ({ world, compound }: Story) => behaviourOf(compound, ageMonths(compound, todayNumber(world)))

/** Around a median of hours, by urgency and age. */
export function hours(story: Story, medianHours: number): number {
  const age = ageMonths(story.compound, todayNumber(story.world))
  const slower = 1 + age * behaviour(story).fatiguePerMonth
  return story.random.around(medianHours * slower * PACE[story.plan.urgency], 0.65)
}

/** Emergencies go on at night, everything else in working hours. */
export function after({ world, plan, random }: Story, waitHours: number, run: () => void): void {
  const atMs = world.agenda.nowMs() + Math.round(waitHours * HOUR_MS)
  world.agenda.add(plan.urgency === 'emergency' ? atMs : inWorkingHours(atMs, random.next()), run)
}
