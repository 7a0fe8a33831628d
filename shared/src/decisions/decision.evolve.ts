/** What happened to a decision, in three parts. Total: no rule is asked here, only what each event says. */
import { unreachable } from '@changxin/shared/kernel'
import type { Ballot, DecisionCore, DecisionState, DecisionStatus, Head, PaperBallot } from './decision.state.ts'
import type { VoteEvent } from './events.ts'
import type { RollUnit } from './roll.events.ts'

/** Null before the proposal. */
export function evolveCore(core: DecisionCore | null, event: VoteEvent): DecisionCore | null {
  if (event.type === 'DecisionProposed') return proposed(event.data)
  if (!core) return null
  switch (event.type) {
    case 'RollObjected':
      return { ...core, objections: [...core.objections, { ...event.data, settled: null }] }
    case 'RollObjectionSettled':
      return { ...core, objections: core.objections.map((one) => settled(one, event.data)) }
    case 'DecisionAnnounced':
      return { ...core, status: 'announced', calendar: event.data }
    case 'NoticePosted':
      return { ...core, postings: [...core.postings, event.data] }
    case 'CountersNamed':
      return { ...core, counterIds: event.data.counterIds }
    case 'BallotKeyMade':
      return { ...core, key: { publicKey: event.data.publicKey, shareHashes: event.data.shareHashes } }
    case 'VotingOpened':
      return { ...core, status: 'open' }
    case 'VotingClosed':
      return { ...core, status: 'closed', closedAt: event.data.closedAt }
    case 'BallotKeyReleased':
      return { ...core, secretKey: event.data.secretKey }
    case 'VotesCounted':
      return { ...core, status: 'counted', counted: event.data }
    case 'ResultOverdue':
      return { ...core, resultOverdue: true }
    case 'ResultPublished':
      return { ...core, status: 'published', published: event.data }
    case 'DecisionAnnulled':
      return { ...core, status: 'annulled', annulled: event.data }
    case 'RollFrozen':
    case 'BallotDelivered':
    case 'BallotUndeliverable':
    case 'ProxyRecorded':
    case 'ScreenBallotCast':
    case 'PaperBallotReceived':
    case 'PaperBallotEntered':
    case 'PaperBallotSettled':
      return core
    default:
      return unreachable(event)
  }
}

type DataOf<Type extends VoteEvent['type']> = Extract<VoteEvent, { type: Type }>['data']

const proposed = (data: DataOf<'DecisionProposed'>): DecisionCore => ({
  ...data,
  status: 'proposed' satisfies DecisionStatus,
  calendar: null,
  objections: [],
  postings: [],
  counterIds: null,
  key: null,
  closedAt: null,
  secretKey: null,
  counted: null,
  resultOverdue: false,
  published: null,
  annulled: null,
})

const settled = (objection: DecisionCore['objections'][number], data: DataOf<'RollObjectionSettled'>) =>
  objection.objectionId === data.objectionId ? { ...objection, settled: data } : objection

/** Units by their head, in the order of the roll. A head that is there already keeps what was delivered to it. */
export function headsOf(units: Iterable<RollUnit>, before: ReadonlyMap<string, Head> = new Map()): Map<string, Head> {
  const heads = new Map<string, RollUnit[]>()
  for (const unit of units) {
    const mine = heads.get(unit.voterId)
    if (mine) mine.push(unit)
    else heads.set(unit.voterId, [unit])
  }
  return new Map([...heads].map(([voterId, mine]) => [voterId, headOf(voterId, mine, before.get(voterId))]))
}

/** What was given to others than those whose head it is now, was not given to them. */
function headOf(voterId: string, units: readonly RollUnit[], known: Head | undefined): Head {
  if (known && ownersOf(known.units) === ownersOf(units)) return { ...known, units }
  return { voterId, units, delivery: null, undeliverable: null, proxies: [] }
}
const ownersOf = (units: readonly RollUnit[]) => (units[0]?.ownerIds ?? []).join(' ')

/** The roll of a decision, head after head. */
export const rollUnitsOf = (heads: ReadonlyMap<string, Head>): RollUnit[] =>
  [...heads.values()].flatMap(({ units }) => units)

/** An objection that was upheld: units replace those with the same id, or join the roll. */
export function correctedHeads(heads: ReadonlyMap<string, Head>, units: readonly RollUnit[]): Map<string, Head> {
  const roll = new Map(rollUnitsOf(heads).map((unit) => [unit.unitId, unit]))
  for (const unit of units) roll.set(unit.unitId, unit)
  return headsOf(roll.values(), heads)
}

/** Of the events that concern one head. */
export function evolveHead(head: Head, event: VoteEvent): Head {
  switch (event.type) {
    case 'BallotDelivered': {
      const { how, toPersonId, check, codeHash, files } = event.data
      return { ...head, delivery: { how, toPersonId, check, codeHash, files } }
    }
    case 'BallotUndeliverable':
      return { ...head, undeliverable: { reason: event.data.reason, postingId: event.data.postingId } }
    case 'ProxyRecorded': {
      const { proxyId, personId, files } = event.data
      return { ...head, proxies: [...head.proxies, { proxyId, personId, files }] }
    }
    default:
      return head
  }
}

/** Of the events that concern one ballot; undefined before it came. */
export function evolveBallot(ballot: Ballot | undefined, event: VoteEvent): Ballot | undefined {
  switch (event.type) {
    case 'ScreenBallotCast':
      return { kind: 'screen', ...event.data }
    case 'PaperBallotReceived':
      return { kind: 'paper', ...event.data, entries: [], settled: null }
    case 'PaperBallotEntered':
      return ballot?.kind === 'paper' ? entered(ballot, event.data) : ballot
    case 'PaperBallotSettled': {
      const { marks, invalidReason, reason } = event.data
      return ballot?.kind === 'paper' ? { ...ballot, settled: { marks, invalidReason, reason } } : ballot
    }
    default:
      return ballot
  }
}

function entered(ballot: PaperBallot, { counterId, marks, invalidReason }: DataOf<'PaperBallotEntered'>): PaperBallot {
  const others = ballot.entries.filter((entry) => entry.counterId !== counterId)
  return { ...ballot, entries: [...others, { counterId, marks, invalidReason }] }
}

export function evolveDecision(state: DecisionState, event: VoteEvent): DecisionState {
  const core = evolveCore(state?.core ?? null, event)
  if (!core) return null
  const heads = evolveHeads(state?.heads ?? new Map(), event)
  const ballots = evolveBallots(state?.ballots ?? new Map(), event)
  return { core, heads, ballots }
}

function evolveHeads(heads: ReadonlyMap<string, Head>, event: VoteEvent): ReadonlyMap<string, Head> {
  if (event.type === 'RollFrozen') return headsOf(event.data.units)
  if (event.type === 'RollObjectionSettled')
    return event.data.units.length === 0 ? heads : correctedHeads(heads, event.data.units)
  if (!('voterId' in event.data)) return heads
  const head = heads.get(event.data.voterId)
  const next = head && evolveHead(head, event)
  return next && next !== head ? new Map(heads).set(next.voterId, next) : heads
}

function evolveBallots(ballots: ReadonlyMap<string, Ballot>, event: VoteEvent): ReadonlyMap<string, Ballot> {
  if (!('ballotId' in event.data)) return ballots
  const known = ballots.get(event.data.ballotId)
  const next = evolveBallot(known, event)
  return next && next !== known ? new Map(ballots).set(next.ballotId, next) : ballots
}
