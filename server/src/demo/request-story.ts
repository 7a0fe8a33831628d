/** One request from report to confirmation, step by step at the times that its compound's management takes. */
import { epochMsOf, instantOf } from '@changxin/shared/kernel'
import { isOpen, type ReportFacts, type RequestCommand } from '@changxin/shared/maintenance'
import { randomOf } from './random.ts'
import type { ReportPlan } from './reports.ts'
import { after, asking, assignee, behaviour, desk, hours, type Story, stateOf, take } from './request-acts.ts'
import { tellOf } from './request-clocks.ts'
import {
  follow,
  merge,
  neighbours,
  note,
  pause,
  recordCost,
  refuse,
  reportPartlyFixed,
  urge,
  visit,
} from './request-more.ts'
import { HAND_BACK_REASONS } from './request-texts.ts'
import { Requests, Targets } from './streams.ts'
import { CANCEL_REASONS, REOPEN_REASONS } from './texts.ts'
import { deskOf, type LivingCompound, modeOf, type World } from './world.ts'

const MAX_REOPENED = 2
const DAY_HOURS = 24

/** Of all requests, or of those to which it can happen: assumptions, as in behaviour.ts. */
const SHARE = {
  /** A neighbour reports the same again, or says "me too". */
  duplicated: 0.02,
  followed: 0.1,
  rejected: 0.015,
  grabbed: 0.15,
  handedBack: 0.03,
  pausedWhenStuck: 0.45,
  notedWhenStuck: 0.6,
  urgedWhenStuck: 0.5,
  /** Compared with those that are opened again as not fixed. */
  partlyFixed: 0.5,
  costed: 0.4,
  visited: 0.06,
} as const

/** Reports now and lets the rest follow. */
export function tellRequest(world: World, compound: LivingCompound, plan: ReportPlan): void {
  tellStory(world, compound, plan, null)
}

function tellStory(world: World, compound: LivingCompound, plan: ReportPlan, duplicateOf: string | null): void {
  const number = ++compound.requests
  const requestId = world.ids.of('request', compound.plan.key, number)
  const random = randomOf(world.ids.seed, 'request', compound.plan.key, number)
  const story: Story = { world, compound, plan, requestId, random, duplicateOf, reopened: 0, added: 0 }
  report(story)
  compound.openRequests.add(requestId)
  if (plan.unitId === null && duplicateOf === null) concernNeighbours(story)
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
    files: [...(plan.files ?? [])],
    reporterId,
  }
  const onBehalfOf = reporterId !== null && by !== reporterId ? reporterId : undefined
  tellOf(world, requestId, command, { by, onBehalfOf, atMs: epochMsOf(at) }, facts)
}

/** What is broken for everybody is seen by others too. */
function concernNeighbours(story: Story): void {
  const { world, compound, plan, random, requestId } = story
  const others = neighbours(story)
  if (others.length === 0) return
  if (random.chance(SHARE.followed)) after(story, random.around(8, 0.8), () => follow(story, random.pick(others)))
  if (!random.chance(SHARE.duplicated)) return
  const again: ReportPlan = {
    ...plan,
    reporterId: random.pick(others),
    enteredByDesk: false,
    enteredLaterMs: 0,
    tick: null,
  }
  after(story, random.around(3, 0.8), () => {
    if (isOpen(stateOf(story))) tellStory(world, compound, again, requestId)
  })
}

function accept(story: Story): void {
  const { plan, random } = story
  if (merge(story)) return
  if (plan.tick === null && random.chance(SHARE.rejected)) {
    refuse(story)
    return
  }
  if (!take(story, { type: 'AcceptRequest', by: desk(story).deskId })) return
  after(story, random.between(0.1, 1.5), () => assign(story))
}

function assign(story: Story): void {
  const { random } = story
  const { deskId, workerIds } = desk(story)
  const assigneeId = random.pick(workerIds)
  const may = { assigneeMayWork: true }
  const isGiven = random.chance(SHARE.grabbed)
    ? take(story, { type: 'GrabRequest', by: assigneeId }, may)
    : take(story, { type: 'AssignRequest', by: deskId, assigneeId }, may)
  if (!isGiven) return
  if (random.chance(SHARE.handedBack))
    after(story, hours(story, behaviour(story).startHours) / 2, () => handBack(story))
  else begin(story, 1)
}

function handBack(story: Story): void {
  const { random } = story
  const reason = random.pick(HAND_BACK_REASONS)
  if (take(story, { type: 'HandBackRequest', by: assignee(story), reason }))
    after(story, random.between(0.5, 6), () => assign(story))
}

/** Someone sets out, or it is left lying first. */
function begin(story: Story, share: number): void {
  const { random } = story
  const { startHours, stuck, stuckDays } = behaviour(story)
  const soonHours = hours(story, startHours)
  const lyingDays = random.chance(stuck) ? random.around(stuckDays, 0.6) : 0
  if (lyingDays > 0) {
    if (random.chance(SHARE.pausedWhenStuck))
      after(story, soonHours / 2, () => pause(story, lyingDays * random.between(0.4, 1)))
    else if (random.chance(SHARE.notedWhenStuck)) after(story, soonHours, () => note(story))
    if (random.chance(SHARE.urgedWhenStuck)) after(story, (lyingDays * DAY_HOURS) / 2, () => urge(story))
  }
  after(story, soonHours * share + lyingDays * DAY_HOURS, () => start(story))
}

function start(story: Story): void {
  const by = assignee(story)
  if (stateOf(story).status === 'paused') take(story, { type: 'ResumeWork', by })
  if (stateOf(story).status !== 'started' && !take(story, { type: 'StartWork', by })) return
  after(story, hours(story, behaviour(story).workHours), () => complete(story))
}

function complete(story: Story): void {
  const { compound, plan, random } = story
  if (!take(story, { type: 'CompleteWork', by: assignee(story), note: plan.done, files: [] })) return
  if (plan.tick) compound.faulty.delete(plan.tick)
  if (random.chance(SHARE.costed)) after(story, random.around(50, 0.6), () => recordCost(story))
  if (random.chance(SHARE.visited)) after(story, random.around(90, 0.5), () => ask(story))
  const { reopened, confirmed } = behaviour(story)
  const mayReopen = story.reopened < MAX_REOPENED
  if (mayReopen && random.chance(reopened)) after(story, random.around(60, 0.7), () => reopen(story))
  else if (mayReopen && random.chance(reopened * SHARE.partlyFixed))
    after(story, random.around(30, 0.7), () => openAgain(story, reportPartlyFixed(story)))
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
  openAgain(story, take(story, { type: 'ReopenRequest', by: asking(story), reason: story.random.pick(REOPEN_REASONS) }))
}

function ask(story: Story): void {
  openAgain(story, visit(story, story.reopened < MAX_REOPENED))
}

function openAgain(story: Story, isOpenAgain: boolean): void {
  const { compound, plan } = story
  if (!isOpenAgain) return
  story.reopened++
  if (plan.tick) compound.faulty.set(plan.tick, 'reported')
  begin(story, 0.7)
}

function cancel(story: Story): void {
  const { compound, plan } = story
  const reason = story.random.pick(CANCEL_REASONS)
  if (take(story, { type: 'CancelRequest', by: asking(story), reason }) && plan.tick) compound.faulty.delete(plan.tick)
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
    tellOf(world, requestId, command, { by: deskId }, { assigneeMayWork: true })
  }
}
