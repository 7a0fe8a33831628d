/** The shape of a compound's mode as it held on a day, and as it was known then. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import {
  buildingsPerPersonTenths,
  type ContractTerms,
  type ContractView,
  contractStateOn,
  type GroupTerms,
  type GroupView,
  type LabourRow,
  lastNoticeDay,
  type Mode,
  proofOn,
  type ServicesTerms,
  type ServicesView,
  type termsApi,
} from '@changxin/shared/management'
import type { z } from 'zod'
import { nameOf } from '../../people/index.ts'
import { commonPartsOf } from '../../places/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { holdingsOf, today } from '../blocks/holdings.ts'
import { managedOn, operatorName } from '../management.reads.ts'
import { type Kind, type Recorded, revisionOf, standing, versionsOf } from './terms.reads.ts'

/** Days of labour that the summary counts. */
const LABOUR_DAYS = 365
const NO_OPERATOR = '—'

type Terms = Omit<z.output<typeof termsApi.terms.output>, 'mayRecordLabour'>
type Versions = Terms['versions']

const headOf = <Content>({ versionId, recordedAt, sample }: Recorded<Content>) => ({ versionId, recordedAt, sample })
const nameOfOperator = (read: Read, id: string) => operatorName(read, id) ?? NO_OPERATOR

/** Newest first. */
function versionRows(versions: readonly Recorded<unknown>[]): Versions {
  return versions.map(({ versionId: id, since, recordedAt }) => ({ id, since, recordedAt })).reverse()
}

function contractView(read: Read, found: Recorded<ContractTerms> | undefined, day: Day): ContractView | null {
  if (!found) return null
  const terms = found.content
  return {
    ...terms,
    ...headOf(found),
    operatorName: nameOfOperator(read, terms.operatorId),
    state: contractStateOn(terms, day),
    daysLeft: daysBetween(day, terms.to),
    lastNoticeDay: lastNoticeDay(terms.to, terms.managerNoticeDays),
  }
}

function labourOf(read: Read, compoundId: string, day: Day): GroupView['labour'] {
  const row = read.get<{ minutes: number | null; days: number; people: number }>(
    `SELECT sum(minutes) AS minutes, count(DISTINCT worked_on) AS days, count(DISTINCT person_id) AS people
     FROM management_terms_labour WHERE compound_id = ? AND worked_on > ? AND worked_on <= ? AND struck_reason IS NULL`,
    compoundId,
    addDays(day, -LABOUR_DAYS),
    day,
  )
  return { minutes: row?.minutes ?? 0, days: row?.days ?? 0, people: row?.people ?? 0 }
}

function groupView(
  read: Read,
  compoundId: string,
  found: Recorded<GroupTerms> | undefined,
  day: Day,
): GroupView | null {
  if (!found) return null
  const terms = found.content
  const kinds = new Set(commonPartsOf(read, compoundId).map(({ kind }) => kind))
  return {
    ...terms,
    ...headOf(found),
    operatorName: nameOfOperator(read, terms.operatorId),
    members: terms.members.map((member) => ({
      ...member,
      name: nameOf(read, member.personId),
      serves: member.from <= day && (member.until === null || day <= member.until),
    })),
    liftState: proofOn(terms.lift, day),
    fireState: proofOn(terms.fire, day),
    liftInRegister: kinds.has('lift'),
    fireInRegister: kinds.has('fire-system'),
    labour: labourOf(read, compoundId, day),
  }
}

function servicesView(read: Read, operatorId: string, found: Recorded<ServicesTerms> | undefined): ServicesView | null {
  if (!found) return null
  const terms = found.content
  const { buildings } = holdingsOf(read, operatorId)
  return {
    ...terms,
    ...headOf(found),
    operatorId,
    operatorName: nameOfOperator(read, operatorId),
    staff: terms.staff.map((one) => ({ ...one, name: nameOf(read, one.personId) })),
    buildings,
    buildingsPerPersonTenths: buildingsPerPersonTenths(buildings, terms.staff.length),
  }
}

const KIND_OF: Readonly<Record<Mode, Kind | null>> = {
  'property-company': 'contract',
  'self-governance': 'group',
  'service-centre': 'services',
  none: null,
  unknown: null,
}

export function readTerms(read: Read, at: AsOf, compoundId: string, on: Day | undefined): Terms {
  const day = on ?? at.day ?? today(read)
  const { mode, operatorId } = managedOn(read, compoundId, day)
  const contracts = versionsOf<ContractTerms>(read, at, 'contract', compoundId)
  const groups = versionsOf<GroupTerms>(read, at, 'group', compoundId)
  const centreId = mode === 'service-centre' ? operatorId : null
  const lists = centreId === null ? [] : versionsOf<ServicesTerms>(read, at, 'services', centreId)
  const kind = KIND_OF[mode]
  const versions = { contract: contracts, group: groups, services: lists }
  return {
    day,
    mode,
    operatorId,
    operatorName: operatorId === null ? null : operatorName(read, operatorId),
    contract: contractView(read, standing(contracts, day), day),
    group: groupView(read, compoundId, standing(groups, day), day),
    services: centreId === null ? null : servicesView(read, centreId, standing(lists, day)),
    versions: kind === null ? [] : versionRows(versions[kind]),
    revision: kind === null ? -1 : revisionOf(read, kind, kind === 'services' ? (centreId ?? '') : compoundId),
  }
}

export function readServices(read: Read, at: AsOf, operatorId: string, on: Day | undefined) {
  const lists = versionsOf<ServicesTerms>(read, at, 'services', operatorId)
  return {
    services: servicesView(read, operatorId, standing(lists, on ?? at.day ?? today(read))),
    versions: versionRows(lists),
    revision: revisionOf(read, 'services', operatorId),
  }
}

const NEWEST_FIRST: KeysetOrder = {
  name: 'labour',
  keys: [
    { sql: 'worked_on', type: 'text' },
    { sql: 'labour_id', type: 'text' },
  ],
  descending: true,
}

interface LabourRecord {
  readonly labour_id: string
  readonly person_id: string
  readonly worked_on: Day
  readonly minutes: number
  readonly service: LabourRow['service']
  readonly struck_reason: string | null
  readonly sample: number
}

export function listLabour(read: Read, { id, limit, cursor }: z.output<typeof termsApi.labour.input>) {
  const { rows, next } = keysetPage<LabourRecord>(read, {
    select: 'labour_id, person_id, worked_on, minutes, service, struck_reason, sample',
    from: 'management_terms_labour',
    where: { sql: 'compound_id = ?', params: [id] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  const items = rows.map(
    (row): LabourRow => ({
      id: row.labour_id,
      personId: row.person_id,
      personName: nameOf(read, row.person_id),
      workedOn: row.worked_on,
      minutes: row.minutes,
      service: row.service,
      struckReason: row.struck_reason,
      sample: row.sample === 1,
    }),
  )
  return { items, ...(next === undefined ? {} : { next }) }
}
