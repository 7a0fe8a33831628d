/** A stairwell without a fund collects: owners of thirty doors decided to raise a hundred yuan each, and 23 have paid. */
import { type DecisionScope, effectIdOf, FundRaisingAuthorised, type Item } from '@changxin/shared/decisions'
import { addDays, type Day } from '@changxin/shared/kernel'
import { unitLabel } from '@changxin/shared/places'
import { deriveId } from '../commands/derive.ts'
import { dayAt, msOf } from './calendar.ts'
import type { DemoPictures } from './pictures.ts'
import { randomOf } from './random.ts'
import { Collections, DecisionEffects, StoredFiles } from './streams.ts'
import { type PaperVote, planPaperVote } from './votes.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

const DOORS = 30
const PAID = 23
const EACH_FEN = 10_000
/** Days before the anchor. */
const PROPOSED_BEFORE = 70
const PAID_WITHIN_DAYS = 35
const SPENT_BEFORE = 6
const SPENT_FEN = 168_000
const PURPOSE = '更换楼道灯和入户门锁'

export function planCollection(world: World, pictures: DemoPictures): void {
  const { anchor } = world.county
  const today = addDays(anchor, -PROPOSED_BEFORE)
  const own = world.compounds.find(
    ({ fund, modes, plan }) =>
      fund === null &&
      modes.at(-1)?.mode === 'self-governance' &&
      (modes.at(-1)?.since ?? anchor) < today &&
      plan.units.length >= DOORS,
  )
  if (!own) return
  const unitIds = own.plan.units.slice(0, DOORS).map(({ unitId }) => unitId)
  const scope: DecisionScope = own.plan.units.length === DOORS ? { kind: 'compound' } : { kind: 'units', unitIds }
  const effect = { kind: 'fund-raising', purpose: PURPOSE, per: 'unit', amountFen: EACH_FEN } as const
  const raise: Item = {
    itemId: 'raise',
    matter: 'fund-raising',
    title: '筹集楼道维修费用',
    text: `本小区没有维修资金。${PURPOSE}，每户 100 元，两人签字，收支张榜。`,
    effect: { ...effect, dueOn: addDays(anchor, 20) },
    groupId: null,
  }
  const vote: PaperVote = {
    title: '楼道灯和门锁筹资',
    items: [raise],
    scope,
    marksOf: (index) => [{ itemId: 'raise', mark: index % 11 === 3 ? 'no' : 'yes' }],
  }
  const decided = planPaperVote(world, own, today, vote)
  if (!decided) return
  planMoney(world, own, { ...decided, ...effect, dueOn: addDays(anchor, 20), scope, unitIds })
  planSpending(world, own, decided.decisionId, pictures)
}

interface Raising {
  readonly decisionId: string
  readonly publishedOn: Day
  readonly purpose: string
  readonly per: 'unit'
  readonly amountFen: number
  readonly dueOn: Day
  readonly scope: DecisionScope
  readonly unitIds: readonly string[]
}

/** The server's processes find it done: with their own keys, in the streams that they would write. */
function planMoney(world: World, own: LivingCompound, raising: Raising): void {
  const { agenda, journal, ids } = world
  const { decisionId, publishedOn, purpose, per, amountFen, dueOn, scope, unitIds } = raising
  const compoundId = own.plan.id
  const collectionId = deriveId('collection', decisionId, 'raise')
  const desk = () => deskOf(world, own).deskId
  const facts = { units: sharingUnits(own), fundIsOpen: false }
  agenda.add(msOf(publishedOn, 10.1), () => {
    const cause = { decisionId, itemId: 'raise', compoundId, on: publishedOn, scope }
    const effect = FundRaisingAuthorised({ ...cause, purpose, per, amountFen, dueOn })
    const effectId = effectIdOf(decisionId, 'raise')
    const told = { by: 'system', key: `effect-of-${effectId}` }
    journal.tell(DecisionEffects, effectId, { type: 'BringAbout', effect }, told)
    const draft = {
      ...({ type: 'DraftCollection', collectionId, compoundId, kind: 'collection', purpose, scope, dueOn } as const),
      split: { by: 'unit', fen: amountFen } as const,
      ground: { kind: 'decision', decisionId, itemId: 'raise' } as const,
      cost: null,
      by: 'system',
      today: publishedOn,
    }
    journal.tell(Collections, collectionId, draft, { by: 'system', key: `collection-of-${decisionId}-raise` }, facts)
  })
  agenda.add(msOf(publishedOn, 15), () => {
    const confirm = { type: 'ConfirmCollection', by: desk(), today: publishedOn } as const
    journal.tell(Collections, collectionId, confirm, { by: desk() }, facts)
  })
  const random = randomOf(ids.seed, 'collection', compoundId)
  const paying = [...unitIds.entries()].filter(([index]) => (index * 7) % DOORS < PAID).map(([, unitId]) => unitId)
  for (const unitId of paying) {
    const day = addDays(publishedOn, random.whole(1, PAID_WITHIN_DAYS))
    agenda.add(msOf(day, random.between(17, 20)), () => {
      const paidOn = dayAt(agenda.nowMs())
      const rows = [{ paymentId: ids.of('payment', collectionId, unitId), unitId, amountFen }]
      const pay = { type: 'RecordPayments', rows, paidOn, file: null, keepCredit: false } as const
      journal.tell(Collections, collectionId, { ...pay, by: desk(), today: paidOn }, { by: desk() })
    })
  }
}

/** Recorded by whoever keeps the book of the group, signed by the clerk of the community. */
function planSpending(world: World, own: LivingCompound, decisionId: string, pictures: DemoPictures): void {
  const { agenda, journal, ids, county } = world
  const collectionId = deriveId('collection', decisionId, 'raise')
  const spendingId = ids.of('spending', collectionId, 1)
  const spentOn = addDays(county.anchor, -SPENT_BEFORE)
  agenda.add(msOf(spentOn, 16), () => {
    const by = deskOf(world, own).deskId
    const files = [pictures.invoice, pictures.lamp].map(({ sha256 }) => sha256)
    for (const picture of [pictures.invoice, pictures.lamp])
      journal.tell(StoredFiles, picture.sha256, { type: 'StoreFile', file: { ...picture, uploaderId: by } }, { by })
    const [invoice = '', photo = ''] = files
    const spending = { spendingId, purpose: '声光控灯 14 套和安装', amountFen: SPENT_FEN, spentOn }
    const record = { type: 'RecordSpending' as const, ...spending, invoices: [invoice], photos: [photo] }
    journal.tell(Collections, collectionId, { ...record, by, today: spentOn }, { by })
  })
  const signedOn = addDays(spentOn, 1)
  agenda.add(msOf(signedOn, 10), () => {
    const by = deskOf(world, { ...own, current: null }).deskId
    journal.tell(Collections, collectionId, { type: 'SignSpending', spendingId, by, today: signedOn }, { by })
  })
}

function sharingUnits({ plan }: LivingCompound) {
  const buildings = new Map(plan.buildings.map((building) => [building.buildingId, building]))
  return plan.units.map(({ unitId, buildingId, entranceId, door, floorArea }) => {
    const building = buildings.get(buildingId)
    const entranceName = building?.entrances.find((one) => one.entranceId === entranceId)?.name ?? null
    const label = unitLabel({ buildingName: building?.name ?? null, entranceName, door })
    return { unitId, buildingId, entranceId, label, floorArea }
  })
}
