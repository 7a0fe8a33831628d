/** What may happen in a random history, each act with random details. */
import { facilitiesApi, TickItem } from '@changxin/shared/facilities'
import { addDays, instantOf } from '@changxin/shared/kernel'
import { Category, maintenanceApi, type RequestPlace, Urgency } from '@changxin/shared/maintenance'
import { type Mode, managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { ContributionKind, repairFundApi, reversalsApi } from '@changxin/shared/repair-fund'
import { step } from './history-steps.ts'
import type { HistoryCompound, HistoryWorld } from './history-world.ts'
import { expectOk } from './server.ts'

const HOUR_MS = 3_600_000
const MOST_COMPOUNDS = 14

type Act = (world: HistoryWorld) => Promise<unknown>

export async function addCompound(world: HistoryWorld): Promise<void> {
  const { admin, compounds, random, regions, today } = world
  if (compounds.length >= MOST_COMPOUNDS) return
  // Few ages, so that several compounds are as many months old.
  const age = random.pick([0, 20, 400, 405]) + random.whole(0, 9)
  const { body } = await expectOk(
    admin.tell(
      placesApi.registerCompound,
      {},
      {
        name: `${compounds.length}号小区`,
        regionId: random.pick([...regions.subdistrictIds, ...regions.communityIds, ...regions.communityIds]),
        blockId: random.chance(0.3) ? random.pick(regions.blockIds) : null,
        acceptedOn: random.chance(0.6) ? addDays(today(), -age) : null,
      },
    ),
  )
  const compound: HistoryCompound = { id: body.id, buildingIds: [], unitIds: [], paidUnits: new Set() }
  compounds.push(compound)
  if (random.chance(0.9)) await addBuildings(world, compound)
  if (random.chance(0.95)) await addUnits(world, compound)
}

async function addBuildings({ admin, count, random }: HistoryWorld, compound: HistoryCompound): Promise<void> {
  const first = compound.buildingIds.length
  const rows = Array.from({ length: random.whole(1, 3) }, (_, index) => ({
    name: `${first + index + 1}栋`,
    storeys: 6,
    builtInYear: null,
    entrances: ['1单元', '2单元'],
  }))
  await count('buildings', admin.tell(placesApi.registerBuildings, { id: compound.id }, { rows }))
  const { body } = await expectOk(admin.ask(placesApi.compound, { id: compound.id }))
  compound.buildingIds.splice(0, first, ...body.buildingsList.map((building) => building.id))
}

/** The neighbour has a home everywhere, so as to follow what is broken for everybody. */
async function moveIn({ admin, neighbour }: HistoryWorld, { unitIds: [id = ''] }: HistoryCompound): Promise<void> {
  const body = { personId: neighbour.personId, relation: 'tenant' as const, since: '2025-01-01' }
  await expectOk(admin.tell(placesApi.recordRelation, { id }, body))
}

async function addUnits(world: HistoryWorld, compound: HistoryCompound): Promise<void> {
  const { admin, count, random } = world
  if (compound.buildingIds.length === 0) return
  const buildingId = random.pick(compound.buildingIds)
  const allKnown = random.chance(0.7)
  const rows = Array.from({ length: random.whole(1, 8) }, (_, index) => {
    const floorArea = allKnown || random.chance(0.7) ? random.whole(3_000, 15_000) : null
    const floorAreaSource = floorArea === null ? null : ('registry' as const)
    const door = `${compound.unitIds.length + index + 1}`
    return { buildingId, entranceId: null, door, kind: 'home' as const, floor: null, floorArea, floorAreaSource }
  })
  await count('units', admin.tell(placesApi.registerUnits, { id: compound.id }, { rows }))
  const { body } = await expectOk(admin.ask(placesApi.units, { id: compound.id, limit: 200 }))
  const isFirst = compound.unitIds.length === 0
  compound.unitIds.splice(0, compound.unitIds.length, ...body.items.map((unit) => unit.id))
  if (isFirst) await moveIn(world, compound)
}

function placeIn({ random }: HistoryWorld, compound: HistoryCompound): RequestPlace {
  const kind = random.weighted({ compound: 2, building: 1, unit: 3 })
  if (kind === 'building' && compound.buildingIds.length > 0) return { kind, id: random.pick(compound.buildingIds) }
  if (kind === 'unit' && compound.unitIds.length > 0) return { kind, id: random.pick(compound.unitIds) }
  return { kind: 'compound', id: compound.id }
}

const report: Act = async (world) => {
  const { admin, compounds, count, random, requests, time, worker } = world
  // In some compounds nothing ever breaks: there time alone changes what is counted.
  const compound = random.pick(compounds.filter((_, index) => index % 3 > 0))
  const earlier = instantOf(time.nowMs - random.whole(1, 30) * HOUR_MS)
  const body = {
    place: placeIn(world, compound),
    category: random.pick(Category.options),
    urgency: random.pick(Urgency.options),
    text: '坏了',
    ...(random.chance(0.2) ? { occurredAt: earlier } : {}),
  }
  const done = await count(
    'report',
    random.pick([admin, worker]).tell(maintenanceApi.report, { id: compound.id }, body),
  )
  const isShared = body.place.kind !== 'unit'
  if (done) requests.push({ id: done.body.id, compoundId: compound.id, isShared, status: 'reported' })
}

const openFund: Act = ({ admin, compounds, count, random, today }) =>
  count(
    'fund',
    admin.tell(
      repairFundApi.open,
      { id: random.pick(compounds).id },
      { openedOn: addDays(today(), -10), bookkeeper: 'bank', ground: '约定' },
    ),
  )

const contribute: Act = async ({ admin, compounds, count, random, today }) => {
  const compound = random.pick(compounds)
  if (compound.unitIds.length === 0) return
  const unitIds = Array.from({ length: random.whole(1, 6) }, () => random.pick(compound.unitIds))
  const body = {
    kind: random.pick(ContributionKind.options),
    paidOn: addDays(today(), -random.whole(0, 40)),
    rows: unitIds.map((unitId) => ({ unitId, amountFen: random.whole(1, 900_000) })),
  }
  const done = await count('contribute', admin.tell(repairFundApi.contribute, { id: compound.id }, body))
  if (done) for (const unitId of unitIds) compound.paidUnits.add(unitId)
}

const reverse: Act = async ({ admin, compounds, count, overseer, random }) => {
  const paid = compounds.flatMap((compound) => [...compound.paidUnits])
  if (paid.length === 0) return
  const { body } = await expectOk(admin.ask(repairFundApi.unitEntries, { id: random.pick(paid), limit: 200 }))
  const { id } = random.pick(body.items)
  const proposed = await count('reverse', admin.tell(reversalsApi.reverse, { id }, { reason: '记错了' }))
  if (proposed) await count('reverse', overseer.tell(reversalsApi.approveReversal, { id: proposed.body.id }, {}))
}

const MODES: Readonly<Record<Mode, number>> = {
  'property-company': 6,
  'service-centre': 2,
  'self-governance': 2,
  none: 1,
  unknown: 1,
}

const adopt: Act = ({ admin, compounds, count, operators, random, today }) => {
  const mode = random.weighted(MODES)
  const fitting = operators.filter((operator) => operator.kind === mode)
  const body = {
    mode,
    since: addDays(today(), random.pick([-200, -40, -5, 0, 0, 1, 3, 12])),
    operatorId: fitting.length > 0 ? random.pick(fitting).id : null,
    ground: { kind: 'survey' as const, text: '调查' },
  }
  return count('adopt', admin.tell(managementApi.adopt, { id: random.pick(compounds).id }, body))
}

const look: Act = (world) => lookAgo(world, world.random.pick([0, 0, 0, 1, 4, 20, 44, 88, 91, 150]))

export function lookAgo({ admin, compounds, count, random, today }: HistoryWorld, days: number): Promise<unknown> {
  const ticks = TickItem.options.slice(0, random.whole(1, 10)).map((item) => ({
    item,
    result: random.weighted({ good: 4, faulty: 1, absent: 1 }),
  }))
  const lookedOn = addDays(today(), -days)
  const body = { kind: 'ten-tick' as const, lookedOn, means: 'phone' as const, ticks }
  return count('look', admin.tell(facilitiesApi.recordLook, { id: random.pick(compounds).id }, body))
}

const recordFloorArea: Act = async ({ admin, compounds, count, random }) => {
  const { unitIds } = random.pick(compounds)
  if (unitIds.length === 0) return
  const body = { floorArea: random.whole(3_000, 15_000), floorAreaSource: 'survey' as const, ground: '实测' }
  await count('floor-area', admin.tell(placesApi.recordFloorArea, { id: random.pick(unitIds) }, body))
}

const acceptRenovation: Act = ({ admin, compounds, count, random, today }) => {
  const body = { acceptedOn: addDays(today(), -random.whole(0, 60)) }
  return count('accept-renovation', admin.tell(placesApi.acceptRenovation, { id: random.pick(compounds).id }, body))
}

/** By weight. */
const ACTS: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
  report: [14, report],
  step: [55, step],
  contribute: [8, contribute],
  reverse: [3, reverse],
  look: [14, look],
  floorArea: [3, recordFloorArea],
  adopt: [4, adopt],
  openFund: [3, openFund],
  units: [5, (world) => addUnits(world, world.random.pick(world.compounds))],
  buildings: [1, (world) => addBuildings(world, world.random.pick(world.compounds))],
  compound: [1, addCompound],
  acceptRenovation: [4, acceptRenovation],
}
const WEIGHTS = Object.fromEntries(Object.entries(ACTS).map(([name, [weight]]) => [name, weight]))

export async function actSomehow(world: HistoryWorld): Promise<void> {
  await ACTS[world.random.weighted(WEIGHTS)]?.[1](world)
}
