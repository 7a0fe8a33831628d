/** One request from report to confirmation, step by step at the times that its compound's management takes. */
import { epochMsOf, instantOf } from '@changxin/shared/kernel'
import {
  clockOf,
  isOpen,
  type KnownRequest,
  possibleActions,
  type ReportFacts,
  type RequestCommand,
  type RequestFacts,
  type StepCommand,
} from '@changxin/shared/maintenance'
import { RANK } from './agenda.ts'
import { HOUR_MS, inWorkingHours, MINUTE_MS } from './calendar.ts'
import { type Random, randomOf } from './random.ts'
import type { ReportPlan } from './reports.ts'
import { Requests, Targets } from './streams.ts'
import { CANCEL_REASONS, HANDOVER_NOTES, REOPEN_REASONS } from './texts.ts'
import { ageMonths, behaviourOf, deskOf, type LivingCompound, modeOf, todayNumber, type World } from './world.ts'

/** How much sooner or later than an ordinary one. */
const PACE = { emergency: 0.07, ordinary: 1, deferrable: 2.2 } as const
const MAX_REOPENED = 2
/** Workers enter what they did when they are back. */
const MAX_ENTERED_LATER_MINUTES = 25
const DAY_HOURS = 24

interface Story {
  readonly world: World
  readonly compound: LivingCompound
  readonly plan: ReportPlan
  readonly requestId: string
  readonly random: Random
  reopened: number
}

type Step = StepCommand extends infer Command
  ? Command extends StepCommand
    ? Omit<Command, 'requestId' | 'at' | 'receivedAt'>
    : never
  : never

/** Reports now and lets the rest follow. */
export function tellRequest(world: World, compound: LivingCompound, plan: ReportPlan): void {
  const number = ++compound.requests
  const requestId = world.ids.of('request', compound.plan.key, number)
  const random = randomOf(world.ids.seed, 'request', compound.plan.key, number)
  const story: Story = { world, compound, plan, requestId, random, reopened: 0 }
  report(story)
  compound.openRequests.add(requestId)
  watchTargets(story)
  const { acceptHours, cancelled } = behaviour(story)
  if (random.chance(cancelled)) after(story, random.around(30, 0.6), () => cancel(story))
  else after(story, hours(story, acceptHours), () => accept(story))
}

function report({ world, compound, plan, requestId }: Story): void {
  const at = instantOf(world.agenda.nowMs() - plan.enteredLaterMs)
  const { place, category, urgency, text, reporterId } = plan
  const by = plan.enteredByDesk || reporterId === null ? deskOf(world, compound).deskId : reporterId
  const facts: ReportFacts = {
    compoundId: compound.plan.id,
    placeExists: true,
    unitId: plan.unitId,
    buildingId: plan.buildingId,
    mode: modeOf(compound),
    rules: world.journal.state(Targets, 'targets'),
  }
  const command: RequestCommand = {
    type: 'ReportRequest',
    requestId,
    at,
    receivedAt: instantOf(world.agenda.nowMs()),
    by,
    place,
    category,
    urgency,
    text,
    files: [],
    reporterId,
  }
  const onBehalfOf = reporterId !== null && by !== reporterId ? reporterId : undefined
  world.journal.tell(Requests, requestId, command, { by, onBehalfOf, atMs: epochMsOf(at) }, facts)
}

/** As the timer would: a clock that has run out unmet is said to at that very moment. */
function watchTargets({ world, requestId }: Pick<Story, 'world' | 'requestId'>): void {
  for (const { target, dueAt } of clockOf(world.journal.state(Requests, requestId)).running) {
    const command: RequestCommand = {
      type: 'MissTarget',
      requestId,
      target,
      dueAt,
      at: dueAt,
      receivedAt: dueAt,
      by: 'system',
    }
    const told = { by: 'system', key: `missed-${requestId}-${target}-${dueAt}` }
    world.agenda.add(epochMsOf(dueAt), () => world.journal.tell(Requests, requestId, command, told), RANK.due)
  }
}

function accept(story: Story): void {
  if (!take(story, { type: 'AcceptRequest', by: desk(story).deskId })) return
  after(story, story.random.between(0.1, 1.5), () => assign(story))
}

function assign(story: Story): void {
  const { deskId, workerIds } = desk(story)
  const assigneeId = story.random.pick(workerIds)
  if (!take(story, { type: 'AssignRequest', by: deskId, assigneeId }, { assigneeMayWork: true })) return
  begin(story, 1)
}

/** Someone sets out, or it is left lying first. */
function begin(story: Story, share: number): void {
  const { random } = story
  const { startHours, stuck, stuckDays } = behaviour(story)
  const isStuck = random.chance(stuck)
  if (isStuck && random.chance(0.6)) after(story, hours(story, startHours), () => note(story))
  const waitHours = hours(story, startHours) * share + (isStuck ? random.around(stuckDays, 0.6) * DAY_HOURS : 0)
  after(story, waitHours, () => start(story))
}

function note(story: Story): void {
  const noteId = story.world.ids.of('note', story.requestId)
  take(story, { type: 'AddNote', by: desk(story).deskId, noteId, text: story.random.pick(HANDOVER_NOTES), files: [] })
}

function start(story: Story): void {
  if (!take(story, { type: 'StartWork', by: assignee(story) })) return
  after(story, hours(story, behaviour(story).workHours), () => complete(story))
}

function complete(story: Story): void {
  const { compound, plan, random } = story
  if (!take(story, { type: 'CompleteWork', by: assignee(story), note: plan.done, files: [] })) return
  if (plan.tick) compound.faulty.delete(plan.tick)
  const { reopened, confirmed } = behaviour(story)
  if (story.reopened < MAX_REOPENED && random.chance(reopened))
    after(story, random.around(60, 0.7), () => reopen(story))
  else if (random.chance(confirmed)) after(story, random.around(26, 0.7), () => confirm(story))
}

function confirm(story: Story): void {
  const { plan, random } = story
  const inApp = plan.reporterId !== null && random.chance(0.3)
  const rating = Math.min(5, Math.max(1, Math.round(behaviour(story).rating + random.between(-1.2, 1.2))))
  const how = inApp ? 'in-app' : random.weighted({ phone: 7, 'at-door': 3 })
  const by = inApp && plan.reporterId !== null ? plan.reporterId : desk(story).deskId
  take(story, { type: 'ConfirmCompletion', by, how, rating: random.chance(0.7) ? rating : null })
}

function reopen(story: Story): void {
  const { world, compound, plan } = story
  const by = plan.reporterId ?? desk(story).deskId
  if (!take(story, { type: 'ReopenRequest', by, reason: story.random.pick(REOPEN_REASONS) })) return
  story.reopened++
  if (plan.tick) compound.faulty.set(plan.tick, 'reported')
  watchTargets({ world, requestId: story.requestId })
  begin(story, 0.7)
}

function cancel(story: Story): void {
  const { compound, plan } = story
  const by = plan.reporterId ?? desk(story).deskId
  if (take(story, { type: 'CancelRequest', by, reason: story.random.pick(CANCEL_REASONS) }) && plan.tick)
    compound.faulty.delete(plan.tick)
}

/** Everything open goes on under the new management: the clocks run on, the worker changes. */
export function handOver(world: World, compound: LivingCompound): void {
  const { deskId, workerIds } = deskOf(world, compound)
  for (const requestId of compound.openRequests) {
    const state = world.journal.state(Requests, requestId)
    const [assigneeId] = workerIds
    if (state.status === 'none' || state.assigneeId === null || !isOpen(state) || !assigneeId) continue
    const at = instantOf(Math.max(epochMsOf(state.stepAt ?? ''), world.agenda.nowMs()))
    const command: RequestCommand = { type: 'AssignRequest', requestId, at, receivedAt: at, by: deskId, assigneeId }
    world.journal.tell(Requests, requestId, command, { by: deskId }, { assigneeMayWork: true })
  }
}

/** Takes the step if the request still allows it. */
function take(story: Story, step: Step, facts?: RequestFacts): boolean {
  const { world, compound, requestId, random } = story
  const state = stateOf(story)
  if (!possibleActions(state).includes(ACTION[step.type])) return false
  const nowMs = world.agenda.nowMs()
  const previousMs = epochMsOf((step.type === 'AddNote' ? state.reportedAt : state.stepAt) ?? instantOf(nowMs))
  const atMs = Math.max(previousMs, nowMs - random.whole(0, MAX_ENTERED_LATER_MINUTES) * MINUTE_MS)
  const command = { ...step, requestId, at: instantOf(atMs), receivedAt: instantOf(nowMs) } as StepCommand
  world.journal.tell(Requests, requestId, command, { by: step.by, atMs }, facts)
  if (isOpen(stateOf(story))) compound.openRequests.add(requestId)
  else compound.openRequests.delete(requestId)
  return true
}

const ACTION = {
  AcceptRequest: 'maintenance.accept',
  AssignRequest: 'maintenance.assign',
  StartWork: 'maintenance.start',
  CompleteWork: 'maintenance.complete',
  ConfirmCompletion: 'maintenance.confirm',
  ReopenRequest: 'maintenance.reopen',
  CancelRequest: 'maintenance.cancel',
  AddNote: 'maintenance.notes',
} as const

function stateOf({ world, requestId }: Story): KnownRequest {
  const state = world.journal.state(Requests, requestId)
  if (state.status === 'none') throw new RangeError(`${requestId} was never reported`)
  return state
}

const desk = ({ world, compound }: Story) => deskOf(world, compound)
const assignee = (story: Story) => stateOf(story).assigneeId ?? desk(story).deskId
const behaviour = ({ world, compound }: Story) => behaviourOf(compound, ageMonths(compound, todayNumber(world)))

/** Around a median of hours, by urgency and age. */
function hours(story: Story, medianHours: number): number {
  const age = ageMonths(story.compound, todayNumber(story.world))
  const slower = 1 + age * behaviour(story).fatiguePerMonth
  return story.random.around(medianHours * slower * PACE[story.plan.urgency], 0.65)
}

/** Emergencies go on at night, everything else in working hours. */
function after({ world, plan, random }: Story, waitHours: number, run: () => void): void {
  const atMs = world.agenda.nowMs() + Math.round(waitHours * HOUR_MS)
  world.agenda.add(plan.urgency === 'emergency' ? atMs : inWorkingHours(atMs, random.next()), run)
}
