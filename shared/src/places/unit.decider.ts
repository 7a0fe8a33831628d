/** Who is what to a unit, dated: several owners may stand side by side, but nobody is the same thing twice at once. */
import { type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type Relation, RelationEnded, RelationRecorded, type UnitEvent } from './events.ts'

export type RelationCheck = Extract<UnitEvent, { type: 'RelationRecorded' }>['data']['check']

export type UnitCommand =
  | {
      readonly type: 'RecordRelation'
      readonly relationId: string
      readonly unitId: string
      readonly compoundId: string
      readonly personId: string
      readonly relation: Relation
      readonly since: Day
      readonly check: RelationCheck
      readonly today: Day
    }
  | { readonly type: 'EndRelation'; readonly relationId: string; readonly until: Day; readonly reason: string }

/** What was not read counts as not there. */
export interface UnitFacts {
  readonly personKnown?: boolean
}

export interface RelationState {
  readonly relationId: string
  readonly unitId: string
  readonly compoundId: string
  readonly personId: string
  readonly relation: Relation
  readonly since: Day
  /** Last day, inclusive; null = until further notice. */
  readonly until: Day | null
  readonly check: RelationCheck
}
/** By relation id, in the order of recording. */
export type UnitState = ReadonlyMap<string, RelationState>

export const unitDecider: Decider<UnitCommand, UnitEvent, UnitState, UnitFacts | undefined> = {
  initial: new Map(),
  evolve(state, event) {
    switch (event.type) {
      case 'RelationRecorded':
        return new Map(state).set(event.data.relationId, { ...event.data, until: null })
      case 'RelationEnded': {
        const relation = state.get(event.data.relationId)
        return relation ? new Map(state).set(relation.relationId, { ...relation, until: event.data.until }) : state
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    switch (command.type) {
      case 'RecordRelation':
        return record(command, state, facts)
      case 'EndRelation':
        return end(command, state)
      default:
        return unreachable(command)
    }
  },
}

/** The relations that hold on a day. */
export function relationsOn(state: UnitState, day: Day): readonly RelationState[] {
  return [...state.values()].filter(({ since, until }) => since <= day && (until === null || day <= until))
}

function record(
  command: Extract<UnitCommand, { type: 'RecordRelation' }>,
  state: UnitState,
  facts: UnitFacts | undefined,
): readonly UnitEvent[] {
  const { type: _, today, ...data } = command
  // The new one has no end yet, so it overlaps whatever does not end before it begins.
  const overlapping = [...state.values()].find(
    (other) =>
      other.personId === data.personId &&
      other.relation === data.relation &&
      (other.until === null || other.until >= data.since),
  )
  if (overlapping) {
    if (overlapping.until === null && overlapping.since === data.since && sameCheck(overlapping.check, data.check))
      return []
    throw reject('relation-overlaps', { since: overlapping.since })
  }
  if (!facts?.personKnown) throw reject('relation-person-unknown')
  if (data.since > today) throw reject('relation-in-future', { since: data.since, today })
  return [RelationRecorded(data)]
}

function end(command: Extract<UnitCommand, { type: 'EndRelation' }>, state: UnitState): readonly UnitEvent[] {
  const { relationId, until, reason } = command
  const relation = state.get(relationId)
  if (!relation) throw reject('relation-unknown')
  if (relation.until === until) return []
  if (relation.until !== null) throw reject('relation-ended-already', { until: relation.until })
  if (until < relation.since) throw reject('relation-ends-before-start', { until, since: relation.since })
  return [RelationEnded({ relationId, unitId: relation.unitId, compoundId: relation.compoundId, until, reason })]
}

function sameCheck(one: RelationCheck, other: RelationCheck): boolean {
  return one?.how === other?.how && one?.note === other?.note
}
