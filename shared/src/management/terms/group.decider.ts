/** The self-governance group of a compound: versions of its terms, labour days, and proofs that ran out. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import type { Mode } from '../events.ts'
import { reject } from './errors.ts'
import {
  type GroupEvent,
  type GroupMember,
  GroupRecorded,
  type GroupTerms,
  LabourRecorded,
  LabourStruck,
  type Professional,
  type ProfessionalProof,
  ProofLapsed,
} from './group.events.ts'
import { sameContent, versionOn } from './parts.ts'

/** One person's work of a day. */
const MAX_DAY_MINUTES = 960
/** Older work is written into no book afterwards. */
const MAX_LABOUR_AGE_DAYS = 366

type DataOf<Type extends GroupEvent['type']> = Extract<GroupEvent, { type: Type }>['data']
type Content = DataOf<'GroupRecorded'>
type Labour = DataOf<'LabourRecorded'> & { readonly isStruck: boolean }

export type GroupCommand =
  | ({ readonly type: 'RecordGroup' } & Content)
  | ({ readonly type: 'RecordLabour'; readonly today: Day } & DataOf<'LabourRecorded'>)
  | ({ readonly type: 'StrikeLabour' } & DataOf<'LabourStruck'>)
  | ({ readonly type: 'LapseProof' } & DataOf<'ProofLapsed'>)

/** What was not read counts as not there. */
export interface GroupFacts {
  readonly operator?: { readonly kind: Mode } | null
  /** Of the people that the command names. */
  readonly knownPersonIds?: ReadonlySet<string>
}

export interface GroupHistory {
  readonly versions: readonly Content[]
  readonly labour: ReadonlyMap<string, Labour>
  readonly lapsed: readonly DataOf<'ProofLapsed'>[]
}

export const groupDecider: Decider<GroupCommand, GroupEvent, GroupHistory, GroupFacts | undefined> = {
  initial: { versions: [], labour: new Map(), lapsed: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'GroupRecorded':
        return { ...state, versions: [...state.versions, event.data] }
      case 'ProofLapsed':
        return { ...state, lapsed: [...state.lapsed, event.data] }
      case 'LabourRecorded':
        return { ...state, labour: new Map(state.labour).set(event.data.labourId, { ...event.data, isStruck: false }) }
      case 'LabourStruck': {
        const labour = state.labour.get(event.data.labourId)
        if (!labour) return state
        return { ...state, labour: new Map(state.labour).set(labour.labourId, { ...labour, isStruck: true }) }
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    switch (command.type) {
      case 'RecordGroup':
        return record(command, state, facts)
      case 'RecordLabour':
        return recordLabour(command, state, facts)
      case 'StrikeLabour': {
        const { compoundId, labourId, reason } = command
        const labour = state.labour.get(labourId)
        if (!labour) throw reject('labour-unknown')
        return labour.isStruck ? [] : [LabourStruck({ compoundId, labourId, reason })]
      }
      case 'LapseProof':
        return lapse(command, state)
      default:
        return unreachable(command)
    }
  },
}

/** Those whose term covers the day, by the version that holds then. */
export function membersOn(versions: readonly (GroupTerms & { versionId: string })[], day: Day): readonly GroupMember[] {
  return (versionOn(versions, day)?.members ?? []).filter(
    ({ from, until }) => from <= day && (until === null || day <= until),
  )
}

/** Missing and expired are shown in red: nobody is charged with it, or the firm's contract has ended. */
export function proofOn(proof: ProfessionalProof, day: Day): 'not-present' | 'missing' | 'expired' | 'proven' {
  if (proof.kind !== 'firm') return proof.kind
  return day > proof.until ? 'expired' : 'proven'
}

function record(
  { type: _, ...content }: Extract<GroupCommand, { type: 'RecordGroup' }>,
  state: GroupHistory,
  facts: GroupFacts | undefined,
): readonly GroupEvent[] {
  if (sameContent(state.versions.at(-1), content)) return []
  if (facts?.operator?.kind !== 'self-governance') throw reject('group-needs-operator', { field: 'operatorId' })
  const ids = content.members.map(({ personId }) => personId)
  for (const [index, { personId, from, until }] of content.members.entries()) {
    const field = `members[${index}]`
    if (ids.indexOf(personId) !== index) throw reject('group-member-twice', { field: `${field}.personId` })
    if (!facts.knownPersonIds?.has(personId)) throw reject('group-member-unknown', { field: `${field}.personId` })
    if (until !== null && until < from) throw reject('group-term-backwards', { field: `${field}.until`, from, until })
  }
  return [GroupRecorded(content)]
}

function recordLabour(
  { type: _, today, ...data }: Extract<GroupCommand, { type: 'RecordLabour' }>,
  state: GroupHistory,
  facts: GroupFacts | undefined,
): readonly GroupEvent[] {
  const { labourId, personId, workedOn, minutes } = data
  if (state.labour.has(labourId)) return []
  if (state.versions.length === 0) throw reject('group-not-recorded')
  if (!facts?.knownPersonIds?.has(personId)) throw reject('labour-person-unknown', { field: 'personId' })
  if (workedOn > today) throw reject('labour-in-future', { field: 'workedOn', workedOn, today })
  if (workedOn < addDays(today, -MAX_LABOUR_AGE_DAYS))
    throw reject('labour-too-old', { field: 'workedOn', workedOn, limitDays: MAX_LABOUR_AGE_DAYS })
  const sameDay = [...state.labour.values()].filter(
    (one) => !one.isStruck && one.personId === personId && one.workedOn === workedOn,
  )
  const before = sameDay.reduce((sum, one) => sum + one.minutes, 0)
  if (before + minutes > MAX_DAY_MINUTES)
    throw reject('labour-day-too-long', { field: 'minutes', before, limitMinutes: MAX_DAY_MINUTES })
  return [LabourRecorded(data)]
}

function lapse(
  { compoundId, what, until }: Extract<GroupCommand, { type: 'LapseProof' }>,
  state: GroupHistory,
): readonly GroupEvent[] {
  const proof = state.versions.at(-1)?.[what satisfies Professional]
  const isTold = state.lapsed.some((one) => one.what === what && one.until === until)
  if (isTold || proof?.kind !== 'firm' || proof.until !== until) return []
  return [ProofLapsed({ compoundId, what, until })]
}
