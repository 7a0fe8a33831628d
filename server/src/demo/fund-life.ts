/** The life of a repair fund: opened, built up by two lists, topped up by some, fed by common income, now and then mistaken. */
import { addDays, allocateFen, type Day } from '@changxin/shared/kernel'
import type { UnitRow } from '@changxin/shared/places'
import { type ContributionKind, defaultFundRule } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import type { StoredFile } from '../files/store.ts'
import { dayAt, HOUR_MS, inWorkingHours, msOf } from './calendar.ts'
import type { FundPlan } from './funds.ts'
import { type Random, randomOf } from './random.ts'
import { Funds, StoredFiles } from './streams.ts'
import { deskOf, type LivingCompound, today, type World } from './world.ts'

/** Late payers come so many days after the first list. */
const LATE_DAYS_LOW = 50
const LATE_DAYS_HIGH = 110
const YEAR_DAYS = 365
/** Owners decide so many days before their book is opened. */
const DECIDED_BEFORE = 14
/** A top-up that was entered twice, and found the next day. */
const ENTERED_TWICE = 0.06
const TOP_UPS_FEN = [10_000, 20_000, 30_000, 50_000, 60_000, 100_000] as const

interface FundStory {
  readonly world: World
  readonly compound: LivingCompound
  readonly fund: FundPlan
  readonly random: Random
  /** The unit of the demo's resident pays on time, tops up, and is once entered twice. */
  readonly ownUnitId: string | null
  lists: number
}

interface Row {
  readonly unitId: string
  readonly amountFen: number
}

/** Puts the whole life of the fund, if the compound has one, on the agenda. */
/** `resolution`: the paper on which owners decided to keep the book themselves. */
export function planFundLife(world: World, compound: LivingCompound, resolution: StoredFile): void {
  const { fund, plan } = compound
  if (!fund) return
  const random = randomOf(world.ids.seed, 'fund-life', plan.key)
  const home = world.county.staff.residentHome
  const story: FundStory = {
    world,
    compound,
    fund,
    random,
    ownUnitId: home.compoundId === plan.id ? home.unitId : null,
    lists: 0,
  }
  const on = (day: Day, run: () => void) => world.agenda.add(msOf(day, random.between(9, 17)), run)
  on(fund.openedOn, () => open(story, resolution))
  buildUp(story, on)
  for (
    let day = addDays(fund.openedOn, random.whole(30, 200));
    day <= world.county.anchor;
    day = addDays(day, gapOf(story))
  ) {
    on(day, () => topUp(story, random.pick(plan.units).unitId))
  }
  const [openedYear = 0] = fund.openedOn.split('-').map(Number)
  const [anchorYear = 0] = world.county.anchor.split('-').map(Number)
  for (let year = openedYear + 1; year <= anchorYear; year++)
    on(`${year}-01-${random.whole(10, 28)}`, () => shareIncome(story, year - 1))
  if (story.ownUnitId !== null) planOwnTopUp(story, on)
}

const gapOf = ({ fund, random }: FundStory) => Math.ceil((YEAR_DAYS / fund.topUpsPerYear) * random.between(0.6, 1.4))

function open({ world, compound, fund }: FundStory, resolution: StoredFile): void {
  const { id: compoundId, units } = compound.plan
  const by = deskOf(world, compound).deskId
  const { openedOn, bookkeeper, ground } = fund
  const facts = { units: units.map(({ unitId, buildingId }) => ({ unitId, buildingId })) }
  const file = { ...resolution, uploaderId: by }
  if (bookkeeper === 'owners') world.journal.tell(StoredFiles, file.sha256, { type: 'StoreFile', file }, { by })
  const paper = bookkeeper === 'owners' ? { file: file.sha256, on: addDays(openedOn, -DECIDED_BEFORE) } : null
  world.journal.tell(
    Funds,
    compoundId,
    { type: 'OpenFund', compoundId, openedOn, bookkeeper, ground, paper, today: today(world) },
    { by },
    facts,
  )
}

type On = (day: Day, run: () => void) => void

function buildUp(story: FundStory, on: On): void {
  const { fund, compound, random, ownUnitId } = story
  const first: Row[] = []
  const late: Row[] = []
  for (const unit of compound.plan.units) {
    const pays = random.chance(fund.firstPayers) || unit.unitId === ownUnitId
    const list = pays ? first : random.chance(fund.latePayers) ? late : undefined
    const amountFen = Math.floor(((unit.floorArea ?? 0) * fund.buildUpFenPerSquareMetre) / 100)
    if (amountFen > 0) list?.push({ unitId: unit.unitId, amountFen })
  }
  const firstOn = addDays(fund.openedOn, random.whole(2, 20))
  on(firstOn, () => contribute(story, 'build-up', first, '第一批补建，银行回单附后'))
  const lateOn = addDays(firstOn, random.whole(LATE_DAYS_LOW, LATE_DAYS_HIGH))
  on(lateOn, () => contribute(story, 'build-up', late, '第二批补建'))
}

/** Income of the year before from parking, advertising and lockers, less its cost, by floor area (Civil Code art. 282, 283). */
function shareIncome(story: FundStory, year: number): void {
  const { fund, compound, random } = story
  const totalFen = Math.round(fund.yearlyIncomeFen * random.between(0.7, 1.3))
  if (totalFen === 0) return
  const weights = compound.plan.units.map((unit: UnitRow) => ({ id: unit.unitId, weight: unit.floorArea ?? 0 }))
  if (weights.every(({ weight }) => weight === 0)) return
  const rows = [...allocateFen(totalFen, weights)]
    .map(([unitId, amountFen]) => ({ unitId, amountFen }))
    .filter(({ amountFen }) => amountFen > 0)
  contribute(story, 'common-income', rows, `${year}年公共收益转入，按建筑面积分摊`)
}

function topUp(story: FundStory, unitId: string, isTwice = story.random.chance(ENTERED_TWICE)): void {
  const rows = [{ unitId, amountFen: story.random.pick(TOP_UPS_FEN) }]
  contribute(story, 'top-up', rows, '业主续交')
  if (!isTwice) return
  const [entryId] = contribute(story, 'top-up', rows, '业主续交')
  const nextDayMs = inWorkingHours(story.world.agenda.nowMs() + 20 * HOUR_MS, story.random.next())
  if (entryId !== undefined) story.world.agenda.add(nextDayMs, () => reverse(story, entryId))
}

function planOwnTopUp(story: FundStory, on: On): void {
  const { ownUnitId, world, fund } = story
  if (ownUnitId === null) return
  const day = addDays(world.county.anchor, -140)
  if (day > addDays(fund.openedOn, 30)) on(day, () => topUp(story, ownUnitId, true))
}

/** Answers the ids of the entries. */
function contribute(
  story: FundStory,
  kind: z.infer<typeof ContributionKind>,
  rows: readonly Row[],
  note: string,
): string[] {
  if (rows.length === 0) return []
  const { world, compound } = story
  const compoundId = compound.plan.id
  const contributionId = world.ids.of('contribution', compoundId, ++story.lists)
  const paidOn = dayAt(world.agenda.nowMs())
  const entries = rows.map((row, index) => ({ entryId: world.ids.of('entry', contributionId, index), ...row }))
  const command = {
    type: 'RecordContributions',
    compoundId,
    contributionId,
    kind,
    paidOn,
    note,
    file: null,
    rows: entries,
  } as const
  world.journal.tell(Funds, compoundId, { ...command, today: paidOn }, { by: deskOf(world, compound).deskId })
  return entries.map(({ entryId }) => entryId)
}

function reverse({ world, compound }: FundStory, entryId: string): void {
  const compoundId = compound.plan.id
  const reversalId = world.ids.of('reversal', entryId)
  const about = { compoundId, proposalId: world.ids.of('reversal-proposal', entryId), today: today(world) }
  const { deskId: by } = deskOf(world, compound)
  const proposed = { reversesId: entryId, amountFen: null, cameBackOn: null, reason: '同一笔重复录入，冲正' }
  world.journal.tell(Funds, compoundId, { type: 'ProposeReversal', ...about, ...proposed, by }, { by })
  // A second person looks at it: here the one who answers for the whole county.
  const { administratorId } = world.county.staff
  const approved = { reversalId, by: administratorId, approver: 'subdistrict' } as const
  const facts = { fundRule: defaultFundRule }
  world.journal.tell(
    Funds,
    compoundId,
    { type: 'ApproveReversal', ...about, ...approved },
    { by: administratorId },
    facts,
  )
}
