/** Of which block a compound, or single buildings of it, are part: dated, and nothing in two blocks at a time. */
import { type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { requireSoon } from './block.decider.ts'
import { reject } from './errors.ts'
import { BlockJoined, BlockLeft, type MembershipEvent } from './events.ts'

type Joined = Extract<MembershipEvent, { type: 'BlockJoined' }>['data']

export type MembershipCommand =
  | ({ readonly type: 'JoinBlock'; readonly today: Day } & Joined)
  | {
      readonly type: 'LeaveBlock'
      readonly membershipId: string
      readonly blockId: string
      readonly until: Day
      readonly reason: string
    }

/** What was not read counts as not there. */
export interface MembershipFacts {
  readonly compoundId: string
  /** The block that the compound was registered with: its first one, since ever. */
  readonly registeredBlockId: string | null
  readonly isBlock?: boolean
  /** The compound lies in the region above the block. */
  readonly isInside?: boolean
  readonly buildingIds?: ReadonlySet<string>
}

export interface Membership {
  readonly membershipId: string
  readonly blockId: string
  readonly compoundId: string
  readonly buildingId: string | null
  /** Null: since the compound was registered. */
  readonly since: Day | null
  readonly until: Day | null
}
/** By id, in the order of joining. */
export type MembershipState = ReadonlyMap<string, Membership>

/** The membership that a compound was registered with. */
export const registeredMembershipId = (compoundId: string): string => `registered-${compoundId}`

export const membershipDecider: Decider<MembershipCommand, MembershipEvent, MembershipState, MembershipFacts> = {
  initial: new Map(),
  evolve(state, event) {
    switch (event.type) {
      case 'BlockJoined':
        return new Map(state).set(event.data.membershipId, { ...event.data, until: null })
      case 'BlockLeft': {
        const { reason: _, ...left } = event.data
        const since = state.get(left.membershipId)?.since ?? null
        return new Map(state).set(left.membershipId, { ...left, since })
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    const all = withRegistered(state, facts)
    return command.type === 'JoinBlock' ? join(command, all, facts) : leave(command, all)
  },
}

function withRegistered(state: MembershipState, { compoundId, registeredBlockId }: MembershipFacts): MembershipState {
  const membershipId = registeredMembershipId(compoundId)
  if (registeredBlockId === null || state.has(membershipId)) return state
  const first = { membershipId, blockId: registeredBlockId, compoundId, buildingId: null, since: null, until: null }
  return new Map([[membershipId, first], ...state])
}

/** A whole compound contains each of its buildings. */
const overlap = (a: string | null, b: string | null) => a === null || b === null || a === b

function join(
  { type: _, today, ...joined }: Extract<MembershipCommand, { type: 'JoinBlock' }>,
  all: MembershipState,
  facts: MembershipFacts,
): readonly MembershipEvent[] {
  const { blockId, buildingId, since } = joined
  // The new one has no end yet, so it overlaps whatever does not end before it begins.
  const standing = [...all.values()].filter(
    (other) => overlap(other.buildingId, buildingId) && (other.until === null || other.until >= since),
  )
  const same = standing.find((other) => other.blockId === blockId && other.buildingId === buildingId)
  if (same && same.since === since && same.until === null) return []
  if (!facts.isBlock) throw reject('block-unknown')
  if (!facts.isInside) throw reject('block-elsewhere', { field: 'compoundId' })
  if (buildingId !== null && !facts.buildingIds?.has(buildingId))
    throw reject('block-building-unknown', { field: 'buildingId' })
  if (standing.length > 0) throw reject('block-member-twice', { field: 'compoundId' })
  requireSoon(since, today)
  return [BlockJoined(joined)]
}

function leave(
  { membershipId, blockId, until, reason }: Extract<MembershipCommand, { type: 'LeaveBlock' }>,
  all: MembershipState,
): readonly MembershipEvent[] {
  const member = all.get(membershipId)
  if (!member || member.blockId !== blockId) throw reject('block-member-unknown')
  if (member.until === until) return []
  if (member.until !== null) throw reject('block-member-left', { until: member.until })
  const { since, compoundId, buildingId } = member
  if (since !== null && until < since) throw reject('block-left-before-joined', { field: 'until', until, since })
  return [BlockLeft({ membershipId, blockId, compoundId, buildingId, until, reason })]
}
