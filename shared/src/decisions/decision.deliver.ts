/** The ballots on their way to the owners: handed over, mailed, or hung up where nobody could be reached; and the opening. */
import { addDays, daysBetween } from '@changxin/shared/kernel'
import type { Deliver, OpenVoting, RecordProxy, Undeliverable } from './decision.commands.ts'
import { hasHeadDone, isChecked, requireDelivering, requireHead, requireStatus } from './decision.require.ts'
import type { Delivery, Head, KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { BallotDelivered, BallotUndeliverable, ProxyRecorded, type VoteEvent, VotingOpened } from './events.ts'

export function deliver({ type: _, at, ...given }: Deliver, state: KnownDecision): readonly VoteEvent[] {
  const head = requireHead(state, given.voterId)
  const delivery = { ...given, files: [...given.files] }
  if (head.delivery && isSameDelivery(head.delivery, delivery)) return []
  requireDelivering(state.core, at)
  if (given.codeHash !== null && !mayHaveCode(head, delivery)) throw reject('delivery-unchecked', { field: 'check' })
  return [BallotDelivered(delivery)]
}

const isSameDelivery = (one: Delivery, other: Delivery) =>
  one.how === other.how &&
  one.toPersonId === other.toPersonId &&
  one.check === other.check &&
  one.codeHash === other.codeHash &&
  one.files.join() === other.files.join()

/** A code opens the vote on screen: only for an owner whose right was checked, now or before, and who that is. */
function mayHaveCode(head: Head, delivery: Delivery): boolean {
  if (isChecked({ units: head.units, delivery: null })) return true
  return delivery.check !== null && delivery.toPersonId !== null
}

export function undeliverable(
  { decisionId, voterId, reason, postingId, at }: Undeliverable,
  state: KnownDecision,
): readonly VoteEvent[] {
  const head = requireHead(state, voterId)
  if (head.undeliverable?.reason === reason && head.undeliverable.postingId === postingId) return []
  requireDelivering(state.core, at)
  if (head.delivery) throw reject('already-delivered')
  const isPosted = state.core.postings.some((one) => one.postingId === postingId && one.what === 'undeliverable')
  if (postingId !== null && !isPosted) throw reject('posting-unknown', { field: 'postingId' })
  return [BallotUndeliverable({ decisionId, voterId, reason, postingId })]
}

/** In writing, for this decision (物业管理条例 art. 12). */
export function recordProxy({ type: _, at, ...proxy }: RecordProxy, state: KnownDecision): readonly VoteEvent[] {
  const head = requireHead(state, proxy.voterId)
  if (head.proxies.some(({ proxyId }) => proxyId === proxy.proxyId)) return []
  if (state.core.status !== 'proposed') requireDelivering(state.core, at)
  if (head.units.some(({ ownerIds }) => ownerIds.includes(proxy.personId))) {
    throw reject('proxy-of-own-head', { field: 'personId' })
  }
  return [ProxyRecorded({ ...proxy, files: [...proxy.files] })]
}

/** Throws the first thing that is missing for the voting to open. */
export function requireOpening(state: KnownDecision, today: string): void {
  const { core, heads } = state
  requireStatus(core, 'announced')
  const { calendar } = core
  if (!calendar) return
  if (today > calendar.closesOn) throw reject('voting-over', { closesOn: calendar.closesOn })
  const open = core.objections.filter(({ settled }) => !settled).length
  if (open > 0) throw reject('objections-open', { open })
  if (!core.counterIds) throw reject('counters-missing')
  const missing = [...heads.values()].filter((head) => !hasHeadDone(head)).length
  if (missing > 0) throw reject('delivery-missing', { heads: missing })
  requirePostedLong(state)
  if (today < calendar.opensOn) throw reject('not-open-yet', { opensOn: calendar.opensOn })
}

/** What could not be delivered has hung in public long enough when the voting ends. */
function requirePostedLong({ core, heads }: KnownDecision): void {
  const days = core.rule.lengths.undeliverablePostingDays.value
  const used = new Set(
    [...heads.values()].flatMap((head) => (head.delivery ? [] : (head.undeliverable?.postingId ?? []))),
  )
  const closesOn = core.calendar?.closesOn
  if (closesOn === undefined) return
  const late = core.postings.find(
    ({ postingId, postedOn }) => used.has(postingId) && daysBetween(postedOn, addDays(closesOn, 1)) < days,
  )
  if (late) throw reject('undeliverable-posting-short', { days, postedOn: late.postedOn })
}

export function openVoting({ decisionId, today }: OpenVoting, state: KnownDecision): readonly VoteEvent[] {
  if (state.core.status === 'open') return []
  requireOpening(state, today)
  return [VotingOpened({ decisionId })]
}
