/** Owners' decisions where the demo's resident lives: one that was voted on paper and posted, one that is announced, and a survey. */
import {
  type DecisionCommand,
  type DecisionFacts,
  type DecisionScope,
  defaultVotingRule,
  type Item,
  type Mark,
  type RollUnit,
  receiptNumberOf,
  rollOf,
} from '@changxin/shared/decisions'
import { addDays, type Day, instantOf, startOf } from '@changxin/shared/kernel'
import { timerMeta } from '../clock/timer.ts'
import { RANK } from './agenda.ts'
import { msOf } from './calendar.ts'
import { Decisions, Surveys } from './streams.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

/** Days before the anchor. */
const VOTED_BEFORE = 210
const ANNOUNCED_BEFORE = 5
const SURVEYED_BEFORE = 6
/** Days after the proposal; the notice is 15 days and more. */
const CALENDAR = { objectionsUntil: 9, opensOn: 17, closesOn: 24 } as const
const SURVEY_DAYS = 16

const item = (itemId: string, matter: Item['matter'], title: string, text: string): Item => ({
  itemId,
  matter,
  title,
  text,
  effect: null,
  groupId: null,
})
const LAMPS = [
  item(
    'lamps',
    'fund-use',
    '更换楼道灯',
    '三个单元楼道灯全部换成声光控节能灯，预算 3,600 元，从维修资金列支，按建筑面积分摊。',
  ),
  item('parking', 'common-use', '院内划定停车位', '院内空地划 6 个停车位，收费归全体业主，转入维修资金。'),
]
const ROOF = [
  item(
    'roof',
    'fund-use',
    '屋面防水大修',
    '1 栋屋面渗漏，已过保修期。重做防水约 420 平方米，预算 58,000 元，从维修资金列支。',
  ),
]
const MENU = [
  ['handrail', '楼梯加装扶手', null],
  ['canopy', '单元门口雨棚', '每户约 80 元'],
  ['charging', '电动自行车充电棚', null],
] as const

export function planVotes(world: World): void {
  const { anchor, staff } = world.county
  const own = world.compounds.find(({ plan }) => plan.id === staff.residentHome.compoundId)
  if (!own || own.plan.acceptedOn === null || own.plan.acceptedOn > addDays(anchor, -VOTED_BEFORE)) return
  planPaperVote(world, own, addDays(anchor, -VOTED_BEFORE), LAMPS_VOTE)
  planAnnounced(world, own, addDays(anchor, -ANNOUNCED_BEFORE))
  planSurvey(world, own, addDays(anchor, -SURVEYED_BEFORE))
}

function rollOn(world: World, { plan }: LivingCompound, day: Day, scope: DecisionScope): RollUnit[] {
  const homes = world.county.staff.residentsOf.get(plan.id) ?? []
  const relations = homes.filter(({ since }) => since <= day)
  const units = plan.units.filter(
    ({ unitId, buildingId }) =>
      scope.kind === 'compound' ||
      (scope.kind === 'units' ? scope.unitIds.includes(unitId) : buildingId === scope.buildingId),
  )
  return rollOf({ units, relations })
}

/** What is voted on paper: how many say what follows from the place in the list. */
export interface PaperVote {
  readonly title: string
  readonly items: readonly Item[]
  readonly scope: DecisionScope
  readonly marksOf: (index: number) => { itemId: string; mark: Mark }[]
}

type Tell = (atMs: number, command: DecisionCommand, by: string, facts?: DecisionFacts) => void

/** Puts what is told of one decision on the agenda. */
function tellerOf(world: World, decisionId: string): Tell {
  return (atMs, command, by, facts) =>
    world.agenda.add(atMs, () => world.journal.tell(Decisions, decisionId, command, { by }, facts))
}

type Proposal = Pick<PaperVote, 'title' | 'items' | 'scope'>

function propose(world: World, own: LivingCompound, { items, title, scope }: Proposal, today: Day) {
  const compoundId = own.plan.id
  const decisionId = world.ids.of('decision', compoundId, today)
  const units = rollOn(world, own, today, scope)
  const command = {
    type: 'Propose' as const,
    decisionId,
    compoundId,
    title,
    reason: '业主在院坝会上多次提出，社区居委会汇总后提请表决。',
    form: 'written' as const,
    scope,
    items: [...items],
    groups: [],
    calledBy: { kind: 'community' as const },
    today,
  }
  const facts = {
    for: 'Propose' as const,
    rule: defaultVotingRule,
    procedure: null,
    units,
    unknownItemIds: [],
    demandStands: true,
  }
  const tell = tellerOf(world, decisionId)
  const clerk = () => deskOf(world, { ...own, current: null }).deskId
  tell(msOf(today, 10), command, clerk(), facts)
  const calendar = {
    objectionsUntil: addDays(today, CALENDAR.objectionsUntil),
    opensOn: addDays(today, CALENDAR.opensOn),
    closesOn: addDays(today, CALENDAR.closesOn),
  }
  const announce = { type: 'Announce' as const, decisionId, today, ...calendar, place: '各单元公告栏' }
  tell(msOf(today, 15), announce, clerk())
  return { decisionId, units, calendar, tell, clerk: clerk() }
}

function planAnnounced(world: World, own: LivingCompound, today: Day): void {
  propose(world, own, { items: ROOF, title: '屋面防水使用维修资金', scope: { kind: 'compound' } }, today)
}

/** Three neighbours from other compounds, who own nothing here. */
function countersOf({ county }: World, compoundId: string): string[] {
  const elsewhere = county.staff.homes.filter((home) => home.compoundId !== compoundId)
  return elsewhere.slice(0, 3).map(({ personId }) => personId)
}

/** Most return their paper, a few abstain on one item, one is against. */
function marksOf(index: number): { itemId: string; mark: Mark }[] {
  return [
    { itemId: 'lamps', mark: index % 9 === 4 ? 'no' : 'yes' },
    { itemId: 'parking', mark: index % 5 === 2 ? 'no' : index % 7 === 3 ? 'abstain' : 'yes' },
  ]
}

const LAMPS_VOTE: PaperVote = { title: '楼道灯和停车位', items: LAMPS, scope: { kind: 'compound' }, marksOf }

/** Answers what was decided and the day on which it was posted; null where nobody can count. */
export function planPaperVote(
  world: World,
  own: LivingCompound,
  today: Day,
  vote: PaperVote,
): { readonly decisionId: string; readonly publishedOn: Day } | null {
  const counterIds = countersOf(world, own.plan.id)
  if (counterIds.length < 3) return null
  const { decisionId, units, calendar, tell, clerk } = propose(world, own, vote, today)
  const { opensOn, closesOn } = calendar
  const nobody = { unknownIds: [], administratorIds: [], managerIds: [] }
  tell(msOf(addDays(today, 2), 9), { type: 'NameCounters', decisionId, counterIds }, clerk, {
    for: 'NameCounters',
    ...nobody,
  })
  const voterIds = [...new Set(units.map(({ voterId }) => voterId))]
  voterIds.forEach((voterId, index) => {
    const atMs = msOf(addDays(today, 10 + (index % 4)), 18 + (index % 3))
    const paper = { how: 'handed-over' as const, toPersonId: null, check: null, codeHash: null, files: [] }
    tell(atMs, { type: 'Deliver', decisionId, voterId, ...paper, at: instantOf(atMs) }, clerk)
  })
  tell(msOf(opensOn, 8), { type: 'OpenVoting', decisionId, today: opensOn }, clerk)
  const returned = voterIds.filter((_, index) => index % 6 !== 5)
  returned.forEach((voterId, index) => {
    const atMs = msOf(addDays(opensOn, index % 7), 10 + (index % 9))
    const ballotId = world.ids.of('ballot', decisionId, voterId)
    const receiptNumber = receiptNumberOf(BigInt(100_000_000_000 + index * 7_919))
    const paper = { ballotId, receiptNumber, voterId, proxyId: null, at: instantOf(atMs) }
    tell(atMs, { type: 'ReceivePaper', decisionId, ...paper }, clerk)
  })
  const closedAt = startOf(addDays(closesOn, 1))
  // With the timer's own key, so that the next start finds it said.
  const { commandId: key, actor: by } = timerMeta(`decision-close-${decisionId}`, closedAt)
  const close = { type: 'CloseVoting' as const, decisionId, at: closedAt }
  world.agenda.add(Date.parse(closedAt), () => world.journal.tell(Decisions, decisionId, close, { by, key }), RANK.due)
  const counted = addDays(closesOn, 1)
  const [first = '', second = ''] = counterIds
  returned.forEach((voterId, index) => {
    const ballotId = world.ids.of('ballot', decisionId, voterId)
    for (const [turn, counterId] of [first, second].entries()) {
      const entry = { ballotId, counterId, marks: vote.marksOf(index), invalidReason: null }
      tell(msOf(counted, 9 + turn + index / 100), { type: 'EnterPaper', decisionId, ...entry }, counterId)
    }
  })
  const count = { type: 'CountVotes' as const, decisionId, countedBy: [first, second], minutes: [], today: counted }
  tell(msOf(counted, 15), count, first, { for: 'CountVotes', opened: new Map() })
  const publishedOn = addDays(counted, 1)
  const publish = { type: 'PublishResult' as const, decisionId, place: '各单元公告栏', files: [], today: publishedOn }
  tell(msOf(publishedOn, 10), publish, clerk)
  return { decisionId, publishedOn }
}

function planSurvey(world: World, own: LivingCompound, opensOn: Day): void {
  const { agenda, journal, ids } = world
  const compoundId = own.plan.id
  const surveyId = ids.of('survey', compoundId, opensOn)
  const clerk = deskOf(world, { ...own, current: null }).deskId
  const items = MENU.map(([itemId, title, share]) => ({ itemId, title, note: null, share }))
  const closesOn = addDays(opensOn, SURVEY_DAYS)
  agenda.add(msOf(opensOn, 9), () => {
    const opened = {
      surveyId,
      compoundId,
      title: '还想添点什么：小修小补征求意见',
      items,
      opensOn,
      closesOn,
      today: opensOn,
    }
    journal.tell(Surveys, surveyId, { type: 'OpenSurvey', ...opened }, { by: clerk })
  })
  const homes = own.plan.units.filter(({ unitId }) => unitId !== world.county.staff.residentHome.unitId)
  homes.slice(0, 9).forEach(({ unitId }, index) => {
    const today = addDays(opensOn, 1 + (index % 4))
    agenda.add(msOf(today, 19 + (index % 2)), () => {
      const wishes = ['want', 'will-pay', index % 4 === 0 ? 'object' : 'want'] as const
      const answers = MENU.map(([itemId], at) => ({ itemId, wish: wishes[(at + index) % 3] ?? 'want' }))
      const answer = { type: 'AnswerSurvey' as const, unitId, answers, means: 'door' as const, files: [], today }
      journal.tell(Surveys, surveyId, answer, { by: clerk }, { unitHere: true })
    })
  })
}
