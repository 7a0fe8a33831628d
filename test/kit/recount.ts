/**
 * Every figure of the overview counted again from the events of the log, in the plainest way: no rows, no folds and no
 * state machines of the product, each figure from the start each time. Only the arithmetic of freshness is shared.
 */
import { addDays, type Day, dayOf, daysBetween, monthsBetween, type Recorded } from '@changxin/shared/kernel'
import {
  type FreshnessDefinition,
  type FreshnessResult,
  freshnessOf,
  median,
  type Tally,
} from '@changxin/shared/oversight'

// biome-ignore lint/suspicious/noExplicitAny: events are read as they were written, without the product's types.
type Data = any
interface Fact {
  readonly type: string
  readonly data: Data
  readonly actor: string
  /** The newest day of the log when the fact was recorded. */
  readonly logDay: Day
}

const OPENING = new Set(['RequestReported', 'RequestReopened', 'PartlyFixed'])
const CLOSING = new Set(['WorkCompleted', 'RequestCancelled', 'RequestRejected', 'RequestMerged', 'RequestClosed'])
/** What changes no status. */
const ADDED = new Set([
  'RequestNoteAdded',
  'CostRecorded',
  'RequestFollowed',
  'FollowersJoined',
  'RequestUrged',
  'PersonTold',
  'ReturnVisited',
  'TargetMissed',
  'VerdictCorrected',
  'RequestEscalated',
  'LiabilityDecided',
  'FundUseProposed',
])

export interface CountedRequest {
  readonly id: string
  readonly compoundId: string
  readonly unitId: string | null
  readonly people: readonly string[]
  readonly isOpen: boolean
  readonly isOverdue: boolean
  readonly isAwaiting: boolean
}

export interface Recount {
  /** What the log held at the end of a day; undefined: now. */
  until(day: Day | undefined): Moment
  readonly firstDay: Day
  readonly newestDay: Day
}

export interface Moment {
  readonly compounds: readonly Data[]
  requests(): CountedRequest[]
  tally(compoundIds: readonly string[]): Tally
  mode(compoundId: string): string
  operator(compoundId: string): string | null
  floorAreaOf(unitIds: readonly string[]): { known: number | null; without: number }
  unitsOf(compoundId: string): Data[]
  buildingsOf(compoundId: string): Data[]
  acceptedOn(compoundId: string): Day | null
  fund(compoundId: string): CountedFund | null
  /** At the end of the last ended day. */
  freshness(compoundId: string): (FreshnessResult & { day: Day; lastLookOn: Day | null }) | undefined
}

export interface CountedFund {
  readonly balanceFen: number
  readonly contributedFen: number
  readonly reversedFen: number
  readonly accounts: ReadonlyMap<string, { buildingId: string; balanceFen: number; entries: number }>
}

/** `before`: the day that a fact before the first `DayStarted` belongs to is the one it was recorded on. */
function factsOf(events: readonly Recorded[]): Fact[] {
  let day: Day | undefined
  return events.map((event) => {
    const data = event.data as Data
    if (event.type === 'DayStarted') day = data.day
    return { type: event.type, data, actor: event.metadata.actor, logDay: day ?? dayOf(event.metadata.recordedAt) }
  })
}

export function recountOf(events: readonly Recorded[]): Recount {
  const facts = factsOf(events)
  const days = facts.filter((fact) => fact.type === 'DayStarted').map((fact) => fact.data.day as Day)
  const firstDay = days[0] as Day
  const newestDay = days.at(-1) as Day
  const moments = new Map<Day, Moment>()
  const ended = (day: Day) => {
    const end = facts.findIndex((fact) => fact.type === 'DayStarted' && fact.data.day > day)
    return end < 0 ? facts : facts.slice(0, end)
  }
  const until = (day: Day | undefined): Moment => {
    const key = day === undefined || day >= newestDay ? newestDay : day
    const known =
      moments.get(key) ??
      momentOf(ended(key), key, firstDay, key === newestDay ? until(addDays(newestDay, -1)) : undefined)
    moments.set(key, known)
    return known
  }
  return { until, firstDay, newestDay }
}

function momentOf(facts: readonly Fact[], day: Day, firstDay: Day, dayBefore: Moment | undefined): Moment {
  const byType = Map.groupBy(facts, (fact) => fact.type)
  const of = (type: string, compoundId?: string) =>
    (byType.get(type) ?? []).filter((fact) => compoundId === undefined || fact.data.compoundId === compoundId)
  const rowsOf = (type: string, compoundId: string) => of(type, compoundId).flatMap((fact) => fact.data.rows as Data[])
  const compounds = of('CompoundRegistered').map((fact) => fact.data)
  const unitsOf = (compoundId: string) => rowsOf('UnitsRegistered', compoundId)
  const acceptedOn = (compoundId: string): Day | null =>
    of('RenovationAccepted', compoundId)[0]?.data.acceptedOn ?? null
  const adoption = (compoundId: string, on: Day) =>
    of('ModeAdopted', compoundId).findLast((fact) => fact.data.since <= on)?.data
  const requestFacts = Map.groupBy(
    facts.filter((fact) => fact.data.requestId !== undefined),
    (fact) => fact.data.requestId as string,
  )
  const areas = new Map<string, number>()
  for (const fact of facts) {
    if (fact.type === 'UnitsRegistered')
      for (const unit of fact.data.rows) if (unit.floorArea !== null) areas.set(unit.unitId, unit.floorArea)
    if (fact.type === 'UnitFloorAreaRecorded') areas.set(fact.data.unitId, fact.data.floorArea)
  }
  const floorAreaOf = (unitIds: readonly string[]) => {
    const known = unitIds.flatMap((unitId) => areas.get(unitId) ?? [])
    return {
      known: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
      without: unitIds.length - known.length,
    }
  }

  let requestsKnown: CountedRequest[] | undefined
  const requests = () => (requestsKnown ??= countRequests())
  const countRequests = (): CountedRequest[] =>
    [...requestFacts].map(([id, history]) => {
      const { data, actor } = history[0] as Fact
      const isOpen = isOpenAfter(history)
      const last = history.findLast((fact) => !ADDED.has(fact.type))
      const isTaken = ({ type, data: { assigneeStays } }: Fact) =>
        type === 'WorkHandedBack' || (type === 'RequestChangedHands' && !assigneeStays)
      const given = history.findLast((fact) => fact.type === 'RequestAssigned' || isTaken(fact))?.data
      const isHandedOver = history.some(({ type }) => type === 'RequestChangedHands')
      const followers = history.flatMap(({ type, data: { personId, personIds } }) =>
        type === 'RequestFollowed' ? [personId] : type === 'FollowersJoined' ? personIds : [],
      )
      return {
        id,
        compoundId: data.compoundId,
        unitId: data.unitId,
        isOpen,
        people: [
          data.reporterId,
          ...(isHandedOver ? [] : [actor]),
          given?.assigneeId,
          ...(given?.helperIds ?? []),
          ...followers,
        ],
        isOverdue: isOpen && isLate(history),
        isAwaiting: last?.type === 'WorkCompleted',
      }
    })

  function fund(compoundId: string): CountedFund | null {
    if (of('FundOpened', compoundId).length === 0) return null
    const accounts = new Map<string, { buildingId: string; balanceFen: number; entries: number }>()
    for (const row of [...rowsOf('FundOpened', compoundId), ...rowsOf('UnitAccountsOpened', compoundId)]) {
      accounts.set(row.unitId, { buildingId: row.buildingId, balanceFen: 0, entries: 0 })
    }
    const put = (unitId: string, amountFen: number) => {
      const account = accounts.get(unitId)
      if (!account) throw new Error('money without an account')
      account.balanceFen += amountFen
      account.entries += 1
    }
    const paid = rowsOf('ContributionsRecorded', compoundId)
    const reversed = [
      ...of('EntryReversed', compoundId).map((fact) => fact.data),
      ...of('BookingReversed', compoundId).flatMap((fact) =>
        (fact.data.units as Data[]).map((row) => ({ ...row, amountFen: -row.amountFen })),
      ),
    ]
    for (const row of paid) put(row.unitId, row.amountFen)
    for (const row of reversed) put(row.unitId, -row.amountFen)
    const sum = (rows: readonly Data[]) => rows.reduce((total: number, row) => total + row.amountFen, 0)
    return { accounts, contributedFen: sum(paid), reversedFen: sum(reversed), balanceFen: sum(paid) - sum(reversed) }
  }

  /** With these facts, which are those until the end of this day. */
  function freshnessAtEnd(compoundId: string) {
    const definition = of('FreshnessDefined').findLast((fact) => fact.data.validFrom <= day)?.data as
      | FreshnessDefinition
      | undefined
    if (!definition || !compounds.some((compound) => compound.compoundId === compoundId)) return undefined
    const first = addDays(day, 1 - definition.windowDays)
    const inWindow = (on: Day) => on >= first && on <= day
    const mine = [...requestFacts.values()].filter((history) => history[0]?.data.compoundId === compoundId)
    const openDays = (urgency: string) => {
      let count = 0
      for (const history of mine.filter((one) => one[0]?.data.urgency === urgency)) {
        for (let on = first < firstDay ? firstDay : first; on <= day; on = addDays(on, 1)) {
          if (isOpenAfter(history.filter((fact) => fact.logDay <= on))) count++
        }
      }
      return count
    }
    const steps = mine.flat().filter((fact) => inWindow(fact.logDay))
    const steppedBy = (type: string) => steps.filter((fact) => fact.type === type).length
    const looks = of('LookRecorded', compoundId).map((fact) => ({
      ...fact.data,
      on: earlier(fact.data.lookedOn, fact.logDay),
    }))
    const seen = looks.filter((look) => inWindow(look.on))
    const ticks = (result: string) =>
      seen.flatMap((look) => look.ticks).filter((tick: Data) => tick.result === result).length
    const lastLookOn: Day | null =
      looks
        .map((look) => earlier(look.lookedOn, day))
        .sort()
        .at(-1) ?? null
    const modes = Array.from(
      { length: definition.windowDays },
      (_, index) => adoption(compoundId, addDays(first, index))?.mode ?? 'unknown',
    )
    const book = fund(compoundId)
    const area = floorAreaOf([...(book?.accounts.keys() ?? [])])
    const result = freshnessOf(definition, {
      day,
      acceptedOn: acceptedOn(compoundId),
      lastLookOn,
      units: unitsOf(compoundId).length,
      counters: {
        requests: mine.filter((history) => isOpenAfter(history) || inWindow(lastClosed(history))).length,
        emergencyDays: openDays('emergency'),
        ordinaryDays: openDays('ordinary'),
        deferrableDays: openDays('deferrable'),
        completed: steppedBy('WorkCompleted'),
        repeats: steppedBy('RequestReopened'),
        targetsMet: mine.flatMap((history) => metOn(history)).filter(inWindow).length,
        targetsMissed: mine.flatMap(missesOf).filter((fact) => inWindow(fact.logDay)).length,
        looks: seen.length,
        ticksGood: ticks('good'),
        ticksFaulty: ticks('faulty'),
        managedDays: modes.filter((mode) => mode !== 'unknown' && mode !== 'none').length,
        knownModeDays: modes.filter((mode) => mode !== 'unknown').length,
      },
      fund: book && {
        balanceFen: book.balanceFen,
        accounts: book.accounts.size,
        floorArea: area.without > 0 ? null : area.known,
      },
    })
    return { ...result, day, lastLookOn }
  }

  const freshnessKnown = new Map<string, ReturnType<typeof freshnessAtEnd>>()
  function freshness(compoundId: string) {
    if (dayBefore) return dayBefore.freshness(compoundId)
    if (!freshnessKnown.has(compoundId)) freshnessKnown.set(compoundId, freshnessAtEnd(compoundId))
    return freshnessKnown.get(compoundId)
  }

  function tally(ids: readonly string[]): Tally {
    const mine = new Set(ids.filter((id) => compounds.some((compound) => compound.compoundId === id)))
    const counted = requests().filter((request) => mine.has(request.compoundId))
    const units = [...mine].flatMap(unitsOf)
    const funds = [...mine].flatMap((id) => fund(id) ?? [])
    const today = (type: string) => of(type).filter((fact) => fact.logDay === day && mine.has(fact.data.compoundId))
    const rated = [...mine].map(freshness)
    const inMode = (mode: string) => [...mine].filter((id) => (adoption(id, day)?.mode ?? 'unknown') === mode).length
    const inBand = (band: string | null) => rated.filter((one) => (one?.band ?? null) === band).length
    return {
      compounds: mine.size,
      buildings: [...mine].flatMap((id) => rowsOf('BuildingsRegistered', id)).length,
      units: units.length,
      floorArea: floorAreaOf(units.map((unit) => unit.unitId)).known ?? 0,
      byMode: {
        'property-company': inMode('property-company'),
        'service-centre': inMode('service-centre'),
        'self-governance': inMode('self-governance'),
        none: inMode('none'),
        unknown: inMode('unknown'),
      },
      openRequests: counted.filter((request) => request.isOpen).length,
      overdueRequests: counted.filter((request) => request.isOverdue).length,
      reportedToday: today('RequestReported').length,
      completedToday: today('WorkCompleted').length,
      awaitingConfirmation: counted.filter((request) => request.isAwaiting).length,
      funds: funds.length,
      fundBalanceFen: funds.reduce((sum, one) => sum + one.balanceFen, 0),
      contributedTodayFen: today('ContributionsRecorded')
        .flatMap((fact) => fact.data.rows)
        .reduce((sum, row) => sum + row.amountFen, 0),
      bands: {
        fresh: inBand('fresh'),
        steady: inBand('steady'),
        ageing: inBand('ageing'),
        broken: inBand('broken'),
        unrated: inBand(null),
      },
      freshnessMedian: median(rated.flatMap((one) => one?.value ?? [])),
    }
  }

  return {
    compounds,
    requests,
    tally,
    unitsOf,
    acceptedOn,
    floorAreaOf,
    fund,
    freshness,
    buildingsOf: (compoundId) => rowsOf('BuildingsRegistered', compoundId),
    mode: (compoundId) => adoption(compoundId, day)?.mode ?? 'unknown',
    operator: (compoundId) => adoption(compoundId, day)?.operatorId ?? null,
  }
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** Completed and confirmed wait for nobody at the place; a cancelled one never comes back. */
function isOpenAfter(history: readonly Fact[]): boolean {
  const last = history.findLast((fact) => OPENING.has(fact.type) || CLOSING.has(fact.type))
  return last !== undefined && OPENING.has(last.type)
}

function lastClosed(history: readonly Fact[]): Day {
  return history.findLast((fact) => CLOSING.has(fact.type))?.logDay ?? '0000-00-00'
}

const answers = ({ type }: Fact, metBy: string) =>
  type === 'WorkStarted' ||
  type === 'WorkCompleted' ||
  type === 'RequestRejected' ||
  (metBy === 'accepted' && type === 'RequestAccepted')

/** Those that no late note has taken back. */
function missesOf(history: readonly Fact[]): Fact[] {
  const corrected = history.filter((fact) => fact.type === 'VerdictCorrected').map(clockOf)
  return history.filter((fact) => fact.type === 'TargetMissed' && !corrected.includes(clockOf(fact)))
}
const clockOf = ({ data }: Fact) => `${data.target} ${data.dueAt}`

/** Nobody responded in time and still nobody has, or the newest resolution clock ran out. */
function isLate(history: readonly Fact[]): boolean {
  const { target } = (history[0] as Fact).data as Data
  const responded = history.some((fact) => answers(fact, target.responseMetBy))
  const missed = (which: string) => missesOf(history).filter((fact) => fact.data.target === which)
  const dueAt = history.findLast((fact) => fact.data.resolutionDueAt)?.data.resolutionDueAt ?? target.resolutionDueAt
  return (missed('response').length > 0 && !responded) || missed('resolution').some((fact) => fact.data.dueAt === dueAt)
}

/**
 * The days on which a clock was stopped that nobody had called missed, or was found to have been met after all: one
 * response, and a resolution for each opening.
 */
function metOn(history: readonly Fact[]): Day[] {
  const { target } = (history[0] as Fact).data as Data
  const response = history.findIndex((fact) => answers(fact, target.responseMetBy))
  const isMissed = (which: string, before: number, after = 0) =>
    history.slice(after, before).some((fact) => fact.type === 'TargetMissed' && fact.data.target === which)
  const met = history.filter((fact) => fact.type === 'VerdictCorrected').map((fact) => fact.logDay)
  if (response >= 0 && !isMissed('response', response)) met.push((history[response] as Fact).logDay)
  let opened = 0
  for (const [index, fact] of history.entries()) {
    if (OPENING.has(fact.type)) opened = index
    if (fact.type === 'WorkCompleted' && !isMissed('resolution', index, opened)) met.push(fact.logDay)
  }
  return met
}

/** Median per mode and month since acceptance: the first rated day after acceptance in each month stands for the month. */
export function recountCurve(recount: Recount, compoundIds: readonly string[], minimumN: number) {
  const values = new Map<string, number[]>()
  for (const id of compoundIds) {
    const seen = new Set<number>()
    for (let day = recount.firstDay; day < recount.newestDay; day = addDays(day, 1)) {
      const moment = recount.until(day)
      const acceptedOn = moment.acceptedOn(id)
      const value = moment.freshness(id)?.value ?? null
      if (acceptedOn === null || value === null || daysBetween(acceptedOn, day) < 1) continue
      const month = monthsBetween(acceptedOn, day)
      if (seen.has(month)) continue
      seen.add(month)
      const key = `${moment.mode(id)} ${month}`
      values.set(key, [...(values.get(key) ?? []), value])
    }
  }
  return [...values]
    .filter(([, list]) => list.length >= minimumN)
    .map(([key, list]) => `${key}: ${median(list)} of ${list.length}`)
    .sort()
}
