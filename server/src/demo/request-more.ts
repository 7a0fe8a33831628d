/** What happens to some requests beside the straight way: neighbours, urging, pauses, costs, return visits. */
import { addDays } from '@changxin/shared/kernel'
import { isOpen, type PauseCause, type RejectionGround, waitersOf } from '@changxin/shared/maintenance'
import { asking, assignee, clerkId, desk, nextId, type Story, stateOf, take } from './request-acts.ts'
import { tellOf } from './request-clocks.ts'
import { COST_NOTES, materialsFor, PAUSES, REJECTIONS, REMAINING, VISIT_NOTES } from './request-texts.ts'
import { Requests } from './streams.ts'
import { HANDOVER_NOTES } from './texts.ts'
import { today } from './world.ts'

const CAUSES: Readonly<Record<PauseCause, number>> = {
  parts: 6,
  'no-access': 2,
  'owner-decision': 2,
  'fund-vote': 2,
  weather: 1,
  other: 1,
}
const GROUNDS: Readonly<Record<RejectionGround, number>> = {
  'private-part': 0,
  'other-authority': 4,
  'no-fault': 3,
  'not-here': 1,
  unclear: 1,
}
const MAX_PAUSED_DAYS = 60
const QUANTITY = 100

/** Other residents of the compound that the demo knows. */
export function neighbours({ world, compound, plan }: Story): string[] {
  const homes = world.county.staff.residentsOf.get(compound.plan.id) ?? []
  return homes.map(({ personId }) => personId).filter((personId) => personId !== plan.reporterId)
}

export function follow(story: Story, personId: string): void {
  take(story, { type: 'FollowRequest', by: personId, personId })
}

/** At most once a day here, so that it is never too soon. */
export function urge(story: Story): void {
  const { reporterId } = story.plan
  if (reporterId === null || stateOf(story).urgedAt !== null) return
  take(story, { type: 'UrgeRequest', by: reporterId })
}

export function note(story: Story): void {
  const text = story.random.pick(HANDOVER_NOTES)
  take(story, { type: 'AddNote', by: desk(story).deskId, noteId: nextId(story, 'note'), text, files: [] })
}

export function refuse(story: Story): boolean {
  const ground = story.plan.place.kind === 'unit' ? 'private-part' : story.random.weighted(GROUNDS)
  return take(story, { type: 'RejectRequest', by: desk(story).deskId, ground, reason: REJECTIONS[ground] })
}

export function pause(story: Story, days: number): void {
  const cause = story.random.weighted(CAUSES)
  const resumeBy = addDays(today(story.world), Math.min(MAX_PAUSED_DAYS, Math.max(1, Math.round(days))))
  take(story, { type: 'PauseWork', by: assignee(story), cause, note: PAUSES[cause], resumeBy })
}

/** True when it was taken into the request that it is a duplicate of. */
export function merge(story: Story): boolean {
  const { world, requestId, duplicateOf } = story
  if (duplicateOf === null) return false
  const into = world.journal.state(Requests, duplicateOf)
  const state = stateOf(story)
  if (into.status === 'none' || !isOpen(into) || !isOpen(state)) return false
  const by = desk(story).deskId
  const personIds = waitersOf(state)
  const at = new Date(world.agenda.nowMs()).toISOString()
  const join = { type: 'JoinFollowers', requestId: duplicateOf, fromRequestId: requestId, personIds, by, at } as const
  tellOf(world, duplicateOf, { ...join, receivedAt: at }, { by })
  const joined = world.journal.state(Requests, duplicateOf)
  if (joined.status === 'none') return false
  const facts = { into: { compoundId: joined.compoundId, isOpen: true, waiterIds: waitersOf(joined) } }
  return take(story, { type: 'MergeRequest', by, intoRequestId: duplicateOf }, facts)
}

export function reportPartlyFixed(story: Story): boolean {
  return take(story, { type: 'ReportPartlyFixed', by: asking(story), remaining: story.random.pick(REMAINING) })
}

/** As the office learns it, days later. */
export function recordCost(story: Story): void {
  const { plan, random } = story
  const priced = materialsFor(plan.category)
  const materials = priced.slice(0, random.whole(0, priced.length)).map(([name, unit, fenEach]) => {
    const count = random.whole(1, 6)
    return { name, unit, quantity: count * QUANTITY, amountFen: count * fenEach }
  })
  take(story, {
    type: 'RecordCost',
    by: desk(story).deskId,
    entryId: nextId(story, 'cost'),
    materials,
    labourFen: random.whole(3, 24) * 1_000,
    note: random.pick(COST_NOTES),
  })
}

/** The community asks how it was. True when it was opened again. */
export function visit(story: Story, mayReopen: boolean): boolean {
  const { random } = story
  const result = random.weighted({ satisfied: 86, unreachable: 9, dissatisfied: mayReopen ? 5 : 0 })
  const said = result === 'dissatisfied' ? random.pick(VISIT_NOTES) : null
  const visited = take(story, {
    type: 'RecordVisit',
    by: clerkId(story),
    visitId: nextId(story, 'visit'),
    result,
    means: 'phone',
    note: said,
  })
  return visited && result === 'dissatisfied'
}
