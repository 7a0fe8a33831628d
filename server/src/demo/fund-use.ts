/**
 * What the fund is used for where the demo's resident lives: income from parking, a drain pipe that burst and was paid in
 * an emergency, a lamp by the light path, and roof works that still wait for the owners' decision.
 */

import { addDays, type Day } from '@changxin/shared/kernel'
import {
  defaultFundRule,
  type FundCommand,
  type FundFacts,
  type FundState,
  lackingFor,
  type WithdrawalPlan,
} from '@changxin/shared/repair-fund'
import { msOf } from './calendar.ts'
import type { DemoPictures, PictureName } from './pictures.ts'
import { randomOf } from './random.ts'
import { planReport } from './reports.ts'
import { tellRequest } from './request-story.ts'
import { Funds, StoredFiles } from './streams.ts'
import { INCIDENTS } from './texts.ts'
import { deskOf, type LivingCompound, today, type World } from './world.ts'

/** Days before the anchor. */
const INCOME_BEFORE = 200
const LEAK_BEFORE = 96
const LAMP_BEFORE = 20
const ROOF_BEFORE = 4
const SETTLED_FEN = 842_000

interface Use {
  readonly world: World
  readonly own: LivingCompound
  readonly pictures: DemoPictures
  readonly compoundId: string
  readonly buildingId: string
}

export function planFundUse(world: World, pictures: DemoPictures): void {
  const { anchor, staff } = world.county
  const own = world.compounds.find(({ plan }) => plan.id === staff.residentHome.compoundId)
  const home = own?.plan.units.find(({ unitId }) => unitId === staff.residentHome.unitId)
  if (!own?.fund || !home || own.fund.openedOn > addDays(anchor, -INCOME_BEFORE - 30)) return
  const use: Use = { world, own, pictures, compoundId: own.plan.id, buildingId: home.buildingId }
  at(use, addDays(anchor, -INCOME_BEFORE), 10, () => income(use))
  planBurstPipe(use, addDays(anchor, -LEAK_BEFORE))
  planLamp(use, addDays(anchor, -LAMP_BEFORE))
  at(use, addDays(anchor, -ROOF_BEFORE), 15, () => prepareRoof(use))
}

const at = ({ world }: Use, day: Day, hour: number, run: () => void) => world.agenda.add(msOf(day, hour), run)

/** Who attaches a picture has brought it. */
function files({ world, pictures }: Use, by: string, ...names: readonly PictureName[]): string[] {
  return names.map((name) => {
    const file = { ...pictures[name], uploaderId: by }
    world.journal.tell(StoredFiles, file.sha256, { type: 'StoreFile', file }, { by })
    return file.sha256
  })
}

function tell({ world, compoundId }: Use, command: FundCommand, by: string, facts?: FundFacts): void {
  world.journal.tell(Funds, compoundId, command, { by }, facts)
}

/** What a withdrawal is decided on here: the suggested rule, no registered part, the homes as they are registered. */
function facts({ own }: Use): FundFacts {
  const units = own.plan.units.map(({ unitId, buildingId, entranceId, door, floorArea }) => ({
    ...{ unitId, buildingId, entranceId, floorArea },
    label: door,
  }))
  const mode = own.modes.at(-1)?.mode ?? 'unknown'
  return { withdrawal: { rule: defaultFundRule, part: null, liability: null, authorised: null, mode, units } }
}

function income(use: Use): void {
  const { world, own, compoundId } = use
  const by = deskOf(world, own).deskId
  const [receipt = ''] = files(use, by, 'invoice')
  const command: FundCommand = {
    ...{ type: 'RecordIncome', compoundId, kind: 'common-income', book: 'commercial', into: 'compound' },
    ...{ incomeId: world.ids.of('fund-income', compoundId), grossFen: 1_260_000, paidOn: today(world) },
    costs: [{ purpose: '车位划线、收费管理', amountFen: 180_000, file: receipt }],
    ...{ toFundPercent: 100, note: '院内临时停车上半年收入', files: [receipt], decisionId: null, awardId: null },
    today: today(world),
  }
  tell(use, command, by, { fundRule: defaultFundRule })
}

function planBurstPipe(use: Use, day: Day): void {
  const { world, own, compoundId, buildingId } = use
  const withdrawalId = world.ids.of('withdrawal', compoundId, 'pipe')
  const by = () => deskOf(world, own).deskId
  const of = () => ({ compoundId, withdrawalId, today: today(world), by: by() })
  at(use, day, 20.4, () => reportLeak(use))
  at(use, addDays(day, 1), 10, () => {
    const plan: WithdrawalPlan = {
      purpose: '排水立管破裂、污水倒灌抢修',
      requestId: world.ids.of('request', own.plan.key, own.requests),
      ...{ partId: null, partCode: 'drain', exclusion: null },
      warrantyOver: { text: '排水管道验收满 2 年，已过保修期，见验收单', file: files(use, by(), 'warranty')[0] ?? '' },
      ground: {
        kind: 'emergency',
        proof: {
          ...{ kind: 'drain-blocked', seenOn: today(world), parties: ['owners', 'community', 'manager'] },
          files: files(use, by(), 'on-site'),
        },
      },
      ...{ budgetFen: 860_000, contractor: '垫江县安居管道工程有限公司' },
      scope: { kind: 'building', buildingId },
      split: { by: 'floor-area' },
      unsoldUnitIds: [],
      files: files(use, by(), 'leak', 'quotation'),
    }
    tell(use, { type: 'PlanWithdrawal', ...of(), isNew: true, plan }, by())
    tell(use, { type: 'SubmitWithdrawal', ...of() }, by(), facts(use))
  })
  at(use, addDays(day, 9), 11, () => settle(use, withdrawalId))
}

function reportLeak({ world, own, pictures }: Use): void {
  const trouble = INCIDENTS.find(({ text }) => text.includes('卫生间漏水到楼下'))
  if (!trouble) return
  const { residentHome, residentsOf } = world.county.staff
  const planned = planReport({
    ...{ compound: own, trouble, tick: null, home: residentHome },
    random: randomOf(world.ids.seed, 'fund-use', own.plan.key),
    residents: residentsOf.get(own.plan.id) ?? [],
  })
  const by = residentHome.personId
  world.journal.tell(
    StoredFiles,
    pictures.leak.sha256,
    { type: 'StoreFile', file: { ...pictures.leak, uploaderId: by } },
    { by },
  )
  tellRequest(world, own, { ...planned, enteredByDesk: false, enteredLaterMs: 0, files: [pictures.leak.sha256] })
}

/** Accepted, shared and posted, approved by a second person, paid, and the result posted. */
function settle(use: Use, withdrawalId: string): void {
  const { world, own, compoundId } = use
  const { administratorId } = world.county.staff
  const by = deskOf(world, own).deskId
  const of = () => ({ compoundId, withdrawalId, today: today(world), by })
  const askId = world.ids.of('fund-ask', withdrawalId)
  const later = (days: number, run: () => void) => at(use, addDays(today(world), days), 10, run)
  tell(
    use,
    {
      ...{ type: 'SettleWithdrawal', ...of(), askId, acceptedOn: today(world), settledFen: SETTLED_FEN },
      ...{ acceptance: files(use, by, 'mended'), invoices: files(use, by, 'invoice') },
    },
    by,
    facts(use),
  )
  tell(
    use,
    { type: 'PostWithdrawal', ...of(), place: '各单元门口公示栏', files: files(use, by, 'posted') },
    by,
    facts(use),
  )
  const approve = { type: 'ApproveWithdrawal', ...of(), by: administratorId, askId, as: 'subdistrict' } as const
  tell(use, approve, administratorId, facts(use))
  later(2, () => pay(use, withdrawalId, askId))
  later(4, () =>
    tell(
      use,
      { type: 'PublishWithdrawal', ...of(), place: '各单元门口公示栏', files: files(use, by, 'posted') },
      by,
      facts(use),
    ),
  )
}

function pay(use: Use, withdrawalId: string, askId: string): void {
  const { world, own, compoundId, pictures } = use
  const by = deskOf(world, own).deskId
  const of = { compoundId, withdrawalId, today: today(world), by }
  const state: FundState = world.journal.state(Funds, compoundId)
  if (state.bookkeeper !== 'owners') {
    const [scan = ''] = files(use, by, 'quotation')
    for (const news of [
      { step: 'stamped', on: of.today, scan },
      { step: 'submitted', on: of.today, number: null },
      { step: 'approved', on: of.today, number: 'WX-0312', file: null },
    ] as const)
      tell(use, { type: 'RecordApplication', ...of, news }, by, facts(use))
  }
  topUp(use, withdrawalId, by)
  const paymentId = world.ids.of('fund-payment', withdrawalId)
  const paid = { askId, paymentId, paidOn: of.today, asset: 'bank', files: [pictures.invoice.sha256] } as const
  tell(use, { type: 'PayWithdrawal', ...of, ...paid }, by, facts(use))
}

/** What accounts lack for their shares their owners pay in. */
function topUp(use: Use, withdrawalId: string, by: string): void {
  const { world, compoundId } = use
  const state: FundState = world.journal.state(Funds, compoundId)
  const withdrawal = state.withdrawals.byId.get(withdrawalId)
  const lacking = withdrawal && lackingFor(state.withdrawals, state.ledger, withdrawal)
  if (!lacking || lacking.fen === 0) return
  const of = { compoundId, today: today(world) }
  const contributionId = world.ids.of('fund-top-up', withdrawalId)
  const rows = [...lacking.units].map(([unitId, amountFen], index) => ({
    entryId: world.ids.of('entry', contributionId, index),
    ...{ unitId, amountFen },
  }))
  const paid = { kind: 'top-up', paidOn: of.today, note: '抢修分摊补足', file: null } as const
  tell(use, { type: 'RecordContributions', ...of, contributionId, ...paid, rows }, by)
}

function planLamp(use: Use, day: Day): void {
  const { world, own, compoundId } = use
  const expenseId = world.ids.of('small-expense', compoundId)
  at(use, day, 9, () => {
    const by = deskOf(world, own).deskId
    const spent = { purpose: '二单元楼道灯更换', amountFen: 18_000, spentOn: today(world), payee: '县城五金店' }
    const proof = { photos: files(use, by, 'lamp'), invoices: files(use, by, 'invoice') }
    const command = {
      type: 'RecordSmallExpense',
      compoundId,
      expenseId,
      ...spent,
      ...proof,
      by,
      today: today(world),
    } as const
    tell(use, command, by, facts(use))
  })
  at(use, addDays(day, 1), 16, () => {
    const by = world.county.staff.administratorId
    tell(use, { type: 'SignSmallExpense', compoundId, expenseId, by, today: today(world) }, by, facts(use))
  })
}

/** Waits for the vote that has been announced. */
function prepareRoof(use: Use): void {
  const { world, own, compoundId, buildingId } = use
  const by = deskOf(world, own).deskId
  const plan: WithdrawalPlan = {
    ...{ purpose: '屋面防水大修约 420 平方米', requestId: null, partId: null, partCode: 'roof', exclusion: null },
    warrantyOver: { text: '改造时屋面未重做，原保修期已过', file: files(use, by, 'warranty')[0] ?? '' },
    ground: { kind: 'decision', authorisation: null },
    ...{ budgetFen: 5_800_000, contractor: null, scope: { kind: 'building', buildingId } },
    ...{ split: { by: 'floor-area' }, unsoldUnitIds: [], files: files(use, by, 'on-site', 'quotation') },
  }
  const withdrawalId = world.ids.of('withdrawal', compoundId, 'roof')
  const command = { type: 'PlanWithdrawal', compoundId, withdrawalId, today: today(world), by, isNew: true } as const
  tell(use, { ...command, plan }, by)
}
