/**
 * A random but repeatable history of a small county through the HTTP API: days go by, requests run through all steps and
 * miss their targets, funds take lists and reversals, modes are adopted ahead and in retrospect, looks come late, floor
 * areas are put right. What a rule refuses (409) is part of it; anything else that is not 200 ends the history.
 */
import { randomOf } from '@changxin/server/demo/random.ts'
import { facilitiesApi, TickItem } from '@changxin/shared/facilities'
import { addDays, type Day, dayOf, epochMsOf, instantOf, startOf } from '@changxin/shared/kernel'
import { Category, maintenanceApi, type RequestPlace, Urgency } from '@changxin/shared/maintenance'
import { type Mode, managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { ContributionKind, repairFundApi } from '@changxin/shared/repair-fund'
import { type Answer, type Client, expectOk, type TestServer } from './server.ts'

export interface HistoryCompound {
  readonly id: string
  readonly buildingIds: string[]
  readonly unitIds: string[]
  readonly entryUnits: Set<string>
}

export interface History {
  readonly regionIds: readonly string[]
  readonly districtIds: readonly string[]
  readonly subdistrictIds: readonly string[]
  readonly operators: readonly { readonly id: string; readonly kind: Mode }[]
  readonly compounds: HistoryCompound[]
  readonly requestIds: string[]
  readonly worker: Client
  /** Signed in on the day that runs. */
  readonly admin: Client
  /** How often each kind of action was taken and how often a rule refused it. */
  readonly tally: Map<string, { done: number; refused: number }>
  /** The day that runs. */
  today(): Day
  /** Goes on for so many days. */
  run(days: number, actionsPerDay: number): Promise<void>
}

const HOUR_MS = 3_600_000
/** A late timer (the server was busy, or slept) sees what happened after midnight before the day does. */
const LATE_TIMER = 0.15

interface Open {
  status: 'reported' | 'accepted' | 'assigned' | 'started' | 'completed' | 'confirmed' | 'cancelled'
  readonly id: string
}

export async function makeHistory(at: TestServer, seed: number): Promise<History> {
  const { time } = at
  let admin = at.admin
  const random = randomOf('history', seed)
  const compounds: HistoryCompound[] = []
  const requests: Open[] = []
  const tally: History['tally'] = new Map()
  const today = () => dayOf(instantOf(time.nowMs))

  const region = async (
    level: 'district' | 'subdistrict' | 'community' | 'block',
    name: string,
    parentId: string | null,
  ) => (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name, parentId }))).body.id
  const districtIds = [await region('district', '甲县', null), await region('district', '乙县', null)]
  const subdistrictIds: string[] = []
  for (const [index, districtId] of [...districtIds, ...districtIds].entries())
    subdistrictIds.push(await region('subdistrict', `${index}号街道`, districtId))
  const communityIds: string[] = []
  for (const [index, id] of subdistrictIds.slice(0, 3).entries())
    communityIds.push(await region('community', `${index}号社区`, id))
  const blockIds = [
    await region('block', '东片', districtIds[0] as string),
    await region('block', '西片', subdistrictIds[1] as string),
  ]
  const kinds: readonly Exclude<Mode, 'none' | 'unknown'>[] = [
    'property-company',
    'property-company',
    'service-centre',
    'self-governance',
  ]
  const operators = await Promise.all(
    kinds.map(async (kind, index) => ({
      kind,
      id: (await expectOk(admin.tell(managementApi.registerOperator, {}, { kind, name: `主体${index}` }))).body.id,
    })),
  )
  const [first = '', second = ''] = districtIds
  let worker = await at.person(
    'worker',
    ['worker', { kind: 'district', id: first }],
    ['worker', { kind: 'district', id: second }],
  )

  /** Counts; a refusal by a rule is an answer, everything else is not. */
  async function count<Result extends Answer>(what: string, answer: Promise<Result>): Promise<Result | undefined> {
    const result = await answer
    const known = tally.get(what) ?? { done: 0, refused: 0 }
    tally.set(what, known)
    if (result.status === 200) known.done++
    else if (result.status === 409) known.refused++
    else throw new Error(`${what}: ${result.status} ${JSON.stringify(result.body)}`)
    return result.status === 200 ? result : undefined
  }

  async function addCompound(): Promise<void> {
    const name = `${compounds.length}号小区`
    const regionId = random.pick([...subdistrictIds, ...communityIds, ...communityIds])
    const acceptedOn = random.weighted({ past: 7, later: 3 })
    const { body } = await expectOk(
      admin.tell(
        placesApi.registerCompound,
        {},
        {
          name,
          regionId,
          blockId: random.chance(0.3) ? random.pick(blockIds) : null,
          acceptedOn:
            acceptedOn === 'past' ? addDays(today(), -random.pick([0, 20, 400, 405]) - random.whole(0, 9)) : null,
        },
      ),
    )
    const compound: HistoryCompound = { id: body.id, buildingIds: [], unitIds: [], entryUnits: new Set() }
    compounds.push(compound)
    if (random.chance(0.9)) await addBuildings(compound)
    if (compound.buildingIds.length > 0 && random.chance(0.95)) await addUnits(compound)
  }

  async function addBuildings(compound: HistoryCompound): Promise<void> {
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

  async function addUnits(compound: HistoryCompound): Promise<void> {
    if (compound.buildingIds.length === 0) return
    const buildingId = random.pick(compound.buildingIds)
    const allKnown = random.chance(0.7)
    const rows = Array.from({ length: random.whole(1, 8) }, (_, index) => {
      const known = allKnown || random.chance(0.7)
      return {
        buildingId,
        entranceId: null,
        door: `${compound.unitIds.length + index + 1}`,
        kind: 'home' as const,
        floor: null,
        floorArea: known ? random.whole(3_000, 15_000) : null,
        floorAreaSource: known ? ('registry' as const) : null,
      }
    })
    await count('units', admin.tell(placesApi.registerUnits, { id: compound.id }, { rows }))
    const { body } = await expectOk(admin.ask(placesApi.units, { id: compound.id, limit: 200 }))
    compound.unitIds.splice(0, compound.unitIds.length, ...body.items.map((unit) => unit.id))
  }

  function placeIn(compound: HistoryCompound): RequestPlace {
    const kind = random.weighted({ compound: 2, building: 1, unit: 3 })
    if (kind === 'building' && compound.buildingIds.length > 0) return { kind, id: random.pick(compound.buildingIds) }
    if (kind === 'unit' && compound.unitIds.length > 0) return { kind, id: random.pick(compound.unitIds) }
    return { kind: 'compound', id: compound.id }
  }

  async function report(): Promise<void> {
    const compound = random.pick(compounds)
    const late = random.chance(0.2) ? { occurredAt: instantOf(time.nowMs - random.whole(1, 30) * HOUR_MS) } : {}
    const done = await count(
      'report',
      random.pick([admin, worker]).tell(
        maintenanceApi.report,
        { id: compound.id },
        {
          place: placeIn(compound),
          category: random.pick(Category.options),
          urgency: random.pick(Urgency.options),
          text: '坏了',
          ...late,
        },
      ),
    )
    if (done) requests.push({ id: done.body.id, status: 'reported' })
  }

  const after: Readonly<Record<Open['status'], Readonly<Partial<Record<string, number>>>>> = {
    reported: { accept: 4, assign: 3, cancel: 1, note: 1 },
    accepted: { assign: 3, start: 2, cancel: 1 },
    assigned: { start: 3, complete: 5, assign: 1 },
    started: { complete: 9, note: 1, assign: 1 },
    completed: { confirm: 3, reopen: 1 },
    confirmed: { reopen: 1, note: 3 },
    cancelled: { note: 1 },
  }
  const becomes: Readonly<Record<string, Open['status']>> = {
    accept: 'accepted',
    assign: 'assigned',
    start: 'started',
    complete: 'completed',
    confirm: 'confirmed',
    reopen: 'assigned',
    cancel: 'cancelled',
  }

  async function step(): Promise<void> {
    if (requests.length === 0) return
    // The old ones are mostly left alone, or everything would stay open for ever.
    const request = random.chance(0.8)
      ? requests.at(-random.whole(1, Math.min(requests.length, 12)))
      : random.pick(requests)
    if (!request) return
    const verb = random.weighted(after[request.status] as Record<string, number>)
    const id = { id: request.id }
    const done = await count(
      verb,
      verb === 'accept'
        ? admin.tell(maintenanceApi.accept, id, {})
        : verb === 'assign'
          ? admin.tell(maintenanceApi.assign, id, { assigneeId: worker.personId })
          : verb === 'start'
            ? worker.tell(maintenanceApi.start, id, {})
            : verb === 'complete'
              ? worker.tell(maintenanceApi.complete, id, { note: '修好了' })
              : verb === 'confirm'
                ? admin.tell(maintenanceApi.confirm, id, { how: 'phone' })
                : verb === 'reopen'
                  ? admin.tell(maintenanceApi.reopen, id, { reason: '又坏了' })
                  : verb === 'cancel'
                    ? admin.tell(maintenanceApi.cancel, id, { reason: '不用了' })
                    : admin.tell(maintenanceApi.note, id, { text: '看过' }),
    )
    const next = becomes[verb]
    if (done && next) request.status = next
  }

  async function openFund(): Promise<void> {
    const compound = random.pick(compounds)
    await count(
      'fund',
      admin.tell(
        repairFundApi.open,
        { id: compound.id },
        { openedOn: addDays(today(), -10), bookkeeper: 'bank', ground: '约定' },
      ),
    )
  }

  async function contribute(): Promise<void> {
    const compound = random.pick(compounds)
    if (compound.unitIds.length === 0) return
    const unitIds = Array.from({ length: random.whole(1, 6) }, () => random.pick(compound.unitIds))
    const done = await count(
      'contribute',
      admin.tell(
        repairFundApi.contribute,
        { id: compound.id },
        {
          kind: random.pick(ContributionKind.options),
          paidOn: addDays(today(), -random.whole(0, 40)),
          rows: unitIds.map((unitId) => ({ unitId, amountFen: random.whole(1, 900_000) })),
        },
      ),
    )
    if (done) for (const unitId of unitIds) compound.entryUnits.add(unitId)
  }

  async function reverse(): Promise<void> {
    const compound = random.pick(compounds)
    const unitId = [...compound.entryUnits][random.whole(0, Math.max(0, compound.entryUnits.size - 1))]
    if (!unitId) return
    const { body } = await expectOk(admin.ask(repairFundApi.unitEntries, { id: unitId, limit: 200 }))
    await count('reverse', admin.tell(repairFundApi.reverse, { id: random.pick(body.items).id }, { reason: '记错了' }))
  }

  async function adopt(): Promise<void> {
    const mode = random.weighted<Mode>({
      'property-company': 6,
      'service-centre': 2,
      'self-governance': 2,
      none: 1,
      unknown: 1,
    })
    const fitting = operators.filter((operator) => operator.kind === mode)
    await count(
      'adopt',
      admin.tell(
        managementApi.adopt,
        { id: random.pick(compounds).id },
        {
          mode,
          since: addDays(today(), random.pick([-200, -40, -5, 0, 0, 1, 3, 12])),
          operatorId: fitting.length > 0 ? random.pick(fitting).id : null,
          ground: { kind: 'survey', text: '调查' },
        },
      ),
    )
  }

  async function look(): Promise<void> {
    const ticks = TickItem.options
      .slice(0, random.whole(1, 10))
      .map((item) => ({ item, result: random.pick(['good', 'good', 'good', 'good', 'faulty', 'absent'] as const) }))
    const lookedOn = addDays(today(), -random.pick([0, 0, 0, 1, 4, 20, 44, 88, 91, 150]))
    await count(
      'look',
      admin.tell(
        facilitiesApi.recordLook,
        { id: random.pick(compounds).id },
        { kind: 'ten-tick', lookedOn, means: 'phone', ticks },
      ),
    )
  }

  async function floorArea(): Promise<void> {
    const { unitIds } = random.pick(compounds)
    if (unitIds.length === 0) return
    const body = { floorArea: random.whole(3_000, 15_000), floorAreaSource: 'survey' as const, ground: '实测' }
    await count('floor-area', admin.tell(placesApi.recordFloorArea, { id: random.pick(unitIds) }, body))
  }

  const accept = () =>
    count(
      'accept-renovation',
      admin.tell(
        placesApi.acceptRenovation,
        { id: random.pick(compounds).id },
        { acceptedOn: addDays(today(), -random.whole(0, 60)) },
      ),
    )

  async function act(): Promise<void> {
    const what = random.weighted({
      report: 14,
      step: 55,
      contribute: 8,
      reverse: 3,
      look: 14,
      floorArea: 3,
      adopt: 4,
      openFund: 3,
      units: 2,
      buildings: 1,
      compound: 1,
      accept: 2,
    })
    switch (what) {
      case 'report':
        return report()
      case 'step':
        return step()
      case 'contribute':
        return contribute()
      case 'reverse':
        return reverse()
      case 'look':
        return look()
      case 'floorArea':
        return floorArea()
      case 'adopt':
        return adopt()
      case 'openFund':
        return openFund()
      case 'units':
        return addUnits(random.pick(compounds))
      case 'buildings':
        return addBuildings(random.pick(compounds))
      case 'compound':
        return compounds.length < MOST_COMPOUNDS ? addCompound() : undefined
      case 'accept':
        return void (await accept())
    }
  }

  /** The instants of a day's actions, in order; the first may come before the timer has noticed the day. */
  async function runDay(day: Day, actions: number): Promise<void> {
    const startMs = epochMsOf(startOf(day))
    const offsets = Array.from({ length: actions }, () => random.whole(60_000, 24 * HOUR_MS - 60_000)).sort(
      (one, other) => one - other,
    )
    if (random.chance(LATE_TIMER)) offsets[0] = 1_000
    for (const [index, offset] of offsets.entries()) {
      time.nowMs = startMs + offset
      const isLate = index === 0 && offset < 60_000
      if (!isLate && random.chance(1 - LATE_TIMER)) await at.server.timer.advanceTo(instantOf(time.nowMs))
      await act()
    }
  }

  async function signInAgain(firstDay: Day, index: number): Promise<void> {
    time.nowMs = Math.max(time.nowMs, epochMsOf(startOf(addDays(firstDay, index))))
    admin = await at.signIn(admin.loginName)
    worker = await at.signIn(worker.loginName)
  }

  for (let made = 0; made < FIRST_COMPOUNDS; made++) await addCompound()
  return {
    regionIds: [...districtIds, ...subdistrictIds, ...communityIds, ...blockIds],
    districtIds,
    subdistrictIds,
    operators,
    compounds,
    tally,
    today,
    get admin() {
      return admin
    },
    get worker() {
      return worker
    },
    get requestIds() {
      return requests.map((request) => request.id)
    },
    async run(days, actionsPerDay) {
      const firstDay = addDays(today(), 1)
      for (let index = 0; index < days; index++) {
        if (index % RENEW_SESSIONS_DAYS === 0) await signInAgain(firstDay, index)
        await runDay(addDays(firstDay, index), random.whole(1, 2 * actionsPerDay - 1))
      }
      time.nowMs = epochMsOf(startOf(addDays(firstDay, days))) - 1
      await at.server.timer.advanceTo(instantOf(time.nowMs))
    },
  }
}

/** Sessions last longer than this. */
const RENEW_SESSIONS_DAYS = 20
const FIRST_COMPOUNDS = 8
const MOST_COMPOUNDS = 14
