/**
 * The story of a compound: one row for each event of any feature that concerns it, reduced to facts that everybody who
 * sees the compound may see. Never a person's id, a unit's door or free text; amounts as totals.
 */
import { LookRecorded } from '@changxin/shared/facilities'
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  CostRecorded,
  PartlyFixed,
  RequestAccepted,
  RequestAssigned,
  RequestCancelled,
  RequestClosed,
  RequestEscalated,
  RequestMerged,
  type RequestPlace,
  RequestRejected,
  RequestReopened,
  RequestReported,
  ReturnVisited,
  TargetMissed,
  VerdictCorrected,
  WorkCompleted,
  WorkHandedBack,
  WorkPaused,
  WorkResumed,
  WorkStarted,
} from '@changxin/shared/maintenance'
import {
  ContractEndNeared,
  ContractRecorded,
  GroupRecorded,
  ModeAdopted,
  ProofLapsed,
} from '@changxin/shared/management'
import {
  BuildingsRegistered,
  CommonPartsRegistered,
  CompoundRegistered,
  RelationEnded,
  RelationRecorded,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  UnitsRegistered,
} from '@changxin/shared/places'
import {
  BookingReversed,
  CollectionCarriedOver,
  CollectionClosed,
  CollectionConfirmed,
  CollectionGivenBack,
  CollectionSpendingSigned,
  ContributionsRecorded,
  EntryReversed,
  FundOpened,
  IncomeReceived,
  PaymentMade,
  PoolDistributed,
  UnitAccountsOpened,
} from '@changxin/shared/repair-fund'
import type { Handler, Rows } from '../views/projection.ts'
import {
  buildingsRegistered,
  commonPartsRegistered,
  compoundRegistered,
  floorAreaRecorded,
  renovationAccepted,
  unitsRegistered,
} from './compound.handlers.ts'
import { relationEnded, relationRecorded } from './relation.handlers.ts'
import { togetherHandlers } from './story.together.ts'
import { type Facts, told } from './story.told.ts'

const places = [
  told(CompoundRegistered, ({ name, planRow }) => ({ name, fromPlan: planRow !== null }), compoundRegistered),
  told(RenovationAccepted, ({ acceptedOn }) => ({ acceptedOn }), renovationAccepted),
  told(BuildingsRegistered, ({ rows }) => ({ buildings: rows.length }), buildingsRegistered),
  told(UnitsRegistered, ({ rows }) => ({ units: rows.length }), unitsRegistered),
  told(UnitFloorAreaRecorded, ({ floorAreaSource }) => ({ floorAreaSource }), floorAreaRecorded),
  told(CommonPartsRegistered, ({ rows }) => ({ parts: rows.length }), commonPartsRegistered),
  told(RelationRecorded, ({ relation, check }) => ({ relation, checked: check !== null }), relationRecorded),
  told(RelationEnded, (data, rows) => ({ relation: relationOf(rows, data.relationId) }), relationEnded),
]

function relationOf(rows: Rows, relationId: string): string | null {
  return (
    rows.get<{ relation: string }>('SELECT relation FROM places_relation WHERE relation_id = ?', relationId)
      ?.relation ?? null
  )
}

const management = [
  told(ModeAdopted, ({ mode, since, operatorId, ground }) => ({ mode, since, operatorId, groundKind: ground.kind })),
  told(ContractRecorded, ({ since, to }) => ({ since, endsOn: to })),
  told(ContractEndNeared, ({ endsOn, daysAhead }) => ({ endsOn, daysAhead })),
  told(GroupRecorded, ({ since, members }) => ({ since, members: members.length })),
  told(ProofLapsed, ({ what, until }) => ({ professional: what, endsOn: until })),
]

const maintenance = [
  told(RequestReported, (data, rows) => {
    const { requestId, number, category, urgency, place } = data
    rows.run(
      'INSERT OR REPLACE INTO places_request (request_id, number, category, urgency) VALUES (?, ?, ?, ?)',
      requestId,
      number,
      category,
      urgency,
    )
    return { requestId, number, category, urgency, placeKind: place.kind, place: placeName(rows, place) }
  }),
  told(RequestAccepted, ofRequest),
  told(RequestRejected, (data, rows) => ({ ...ofRequest(data, rows), ground: data.ground })),
  told(RequestAssigned, (data, rows) => ({ ...ofRequest(data, rows), ...(data.how ? { how: data.how } : {}) })),
  told(WorkHandedBack, ofRequest),
  told(WorkStarted, ofRequest),
  told(WorkPaused, (data, rows) => {
    const { cause, resumeBy, stopsClock } = data
    return { ...ofRequest(data, rows), cause, resumeBy, stopsClock }
  }),
  told(WorkResumed, (data, rows) => ({ ...ofRequest(data, rows), resolutionDueAt: data.resolutionDueAt })),
  told(WorkCompleted, (data, rows) => ({ ...ofRequest(data, rows), files: data.files.length })),
  told(CostRecorded, (data, rows) => ({ ...ofRequest(data, rows), totalFen: data.totalFen })),
  told(CompletionConfirmed, (data, rows) => ({ ...ofRequest(data, rows), how: data.how, rating: data.rating })),
  told(ConfirmationLapsed, (data, rows) => ({ ...ofRequest(data, rows), days: data.days })),
  told(PartlyFixed, (data, rows) => ({ ...ofRequest(data, rows), resolutionDueAt: data.resolutionDueAt })),
  told(RequestReopened, (data, rows) => ({ ...ofRequest(data, rows), resolutionDueAt: data.resolutionDueAt })),
  told(ReturnVisited, (data, rows) => ({ ...ofRequest(data, rows), result: data.result })),
  told(RequestCancelled, ofRequest),
  told(RequestMerged, (data, rows) => ({ ...ofRequest(data, rows), intoRequestId: data.intoRequestId })),
  told(RequestClosed, ofRequest),
  told(TargetMissed, (data, rows) => ({ ...ofRequest(data, rows), target: data.target, dueAt: data.dueAt })),
  told(VerdictCorrected, (data, rows) => ({ ...ofRequest(data, rows), target: data.target, dueAt: data.dueAt })),
  // The reminder before and the miss itself have been told; what goes above the operator is news.
  told(RequestEscalated, (data, rows) => {
    const { level, target, dueAt } = data
    return level === 'centre' || level === 'subdistrict'
      ? { ...ofRequest(data, rows), level, target, dueAt }
      : undefined
  }),
]

function ofRequest({ requestId }: { requestId: string }, rows: Rows): Facts {
  const known = rows.get<{ number: string; category: string; urgency: string }>(
    'SELECT number, category, urgency FROM places_request WHERE request_id = ?',
    requestId,
  )
  return { requestId, ...known }
}

/** Of a unit only its stairwell: whose home it is concerns no neighbour. Null for the whole compound. */
function placeName(rows: Rows, { kind, id }: RequestPlace): string | null {
  const named = (sql: string) => rows.get<{ name: string | null }>(sql, id)?.name ?? null
  switch (kind) {
    case 'building':
      return named('SELECT name FROM places_building WHERE building_id = ?')
    case 'entrance':
      return named(`SELECT b.name || ' ' || e.name AS name FROM places_entrance e JOIN places_building b USING (building_id)
        WHERE e.entrance_id = ?`)
    case 'unit':
      return named(`SELECT b.name || coalesce(' ' || e.name, '') AS name FROM places_unit u JOIN places_building b USING (building_id)
        LEFT JOIN places_entrance e ON e.entrance_id = u.entrance_id WHERE u.unit_id = ?`)
    case 'common-part':
      return named('SELECT name FROM places_part WHERE part_id = ?')
    default:
      return null
  }
}

const sumFen = (rows: readonly { amountFen: number }[]) => rows.reduce((sum, row) => sum + row.amountFen, 0)

const repairFund = [
  told(FundOpened, ({ openedOn, bookkeeper, rows }) => ({ openedOn, bookkeeper, units: rows.length })),
  told(UnitAccountsOpened, ({ rows }) => ({ units: rows.length })),
  told(ContributionsRecorded, ({ contributionId, kind, paidOn, rows }) => ({
    contributionId,
    kind,
    paidOn,
    amountFen: sumFen(rows),
    units: new Set(rows.map((row) => row.unitId)).size,
  })),
  told(EntryReversed, ({ amountFen }) => ({ amountFen })),
  told(BookingReversed, ({ units, sellers, pools }) => ({ amountFen: sumFen([...units, ...sellers, ...pools]) })),
  told(IncomeReceived, ({ incomeId, kind, paidOn, amountFen }) => ({ incomeId, kind, paidOn, amountFen })),
  told(PoolDistributed, ({ key, on, units, sellers }) => ({
    key,
    on,
    amountFen: sumFen([...units, ...sellers]),
    units: units.length,
  })),
  told(PaymentMade, ({ paymentId, withdrawalId, kind, paidOn, amountFen, units }) => ({
    paymentId,
    withdrawalId,
    kind,
    paidOn,
    amountFen,
    units: units.length,
  })),
  // Sums alone: which door paid is nobody else's matter.
  told(CollectionConfirmed, ({ collectionId, totalFen, rows }) => ({
    collectionId,
    amountFen: totalFen,
    units: rows.length,
  })),
  told(CollectionSpendingSigned, ({ collectionId, amountFen }) => ({ collectionId, amountFen })),
  told(CollectionGivenBack, ({ collectionId, totalFen }) => ({ collectionId, amountFen: totalFen })),
  told(CollectionCarriedOver, ({ collectionId, totalFen }) => ({ collectionId, amountFen: totalFen })),
  told(CollectionClosed, ({ collectionId }) => ({ collectionId })),
]

const facilities = [
  told(LookRecorded, ({ lookId, kind, lookedOn, means, ticks }) => {
    const count = (result: string) => ticks.filter((tick) => tick.result === result).length
    return { lookId, kind, lookedOn, means, good: count('good'), faulty: count('faulty'), absent: count('absent') }
  }),
]

export const storyHandlers: readonly (readonly [string, Handler])[] = [
  ...places,
  ...management,
  ...togetherHandlers,
  ...maintenance,
  ...repairFund,
  ...facilities,
]
