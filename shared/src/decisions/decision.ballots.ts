/** Ballots come in, sealed or unopened, until the closing; the last valid one of each head counts. */

import { SEALED_BALLOT_LENGTH } from './ballot-length.ts'
import type { CastOnScreen, CloseVoting, ReceivePaper } from './decision.commands.ts'
import { endOf, isChecked, requireHead, requireStatus, requireWindow, returnedIn } from './decision.require.ts'
import type { Head, KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { PaperBallotReceived, ScreenBallotCast, type VoteEvent, VotingClosed } from './events.ts'

/** Whose ballot may this person cast on screen, and what stands in the way? Throws the reason. */
export function requireVoter(state: KnownDecision, voterId: string, personId: string, proxyId: string | null): Head {
  const head = requireHead(state, voterId)
  const isOwner = head.units.some(({ ownerIds }) => ownerIds.includes(personId))
  // A look at the proof makes an owner only where the roll has none that is checked; elsewhere it is whoever opened the door.
  const isOpen = !isChecked({ units: head.units, delivery: null })
  const wasChecked = isOpen && head.delivery?.check != null && head.delivery.toPersonId === personId
  const isProxy = head.proxies.some((proxy) => proxy.proxyId === proxyId && proxy.personId === personId)
  if (proxyId === null ? !isOwner && !wasChecked : !isProxy) throw reject('not-your-ballot', { field: 'voterId' })
  if (!state.core.key) throw reject('ballot-key-missing')
  if (!isChecked(head)) throw reject('head-not-checked', { field: 'voterId' })
  if (head.delivery?.codeHash == null) throw reject('ballot-code-missing', { field: 'code' })
  return head
}

export function castOnScreen({ type: _, codeHash, at, ...ballot }: CastOnScreen, state: KnownDecision): VoteEvent[] {
  if (state.ballots.has(ballot.ballotId)) return []
  requireWindow(state.core, at)
  const head = requireVoter(state, ballot.voterId, ballot.personId, ballot.proxyId)
  if (head.delivery?.codeHash !== codeHash) throw reject('ballot-code-wrong', { field: 'code' })
  // All sealed ballots are of one length: another would tell something, or be none.
  if (ballot.sealed.length !== SEALED_BALLOT_LENGTH) throw reject('ballot-sealed-wrong', { field: 'sealed' })
  requireFreeNumber(state, ballot.receiptNumber)
  return [ScreenBallotCast({ ...ballot, castAt: at })]
}

export function receivePaper({ type: _, at, ...ballot }: ReceivePaper, state: KnownDecision): VoteEvent[] {
  if (state.ballots.has(ballot.ballotId)) return []
  requireWindow(state.core, at)
  const head = requireHead(state, ballot.voterId)
  const { proxyId } = ballot
  if (proxyId !== null && !head.proxies.some((proxy) => proxy.proxyId === proxyId)) {
    throw reject('proxy-unknown', { field: 'proxyId' })
  }
  requireFreeNumber(state, ballot.receiptNumber)
  return [PaperBallotReceived({ ...ballot, receivedAt: at })]
}

function requireFreeNumber({ ballots }: KnownDecision, receiptNumber: string): void {
  for (const known of ballots.values()) {
    if (known.receiptNumber === receiptNumber) {
      throw reject('receipt-number-taken', { field: 'receiptNumber', receiptNumber })
    }
  }
}

/** Throws when the voting cannot be closed at this instant. */
export function requireClosing(state: KnownDecision, at: string): void {
  const { core, heads } = state
  requireStatus(core, 'open')
  if (!core.calendar || at >= endOf(core.calendar.closesOn)) return
  const missing = heads.size - returnedIn(state).size
  if (missing > 0) throw reject('ballots-missing', { heads: missing, closesOn: core.calendar.closesOn })
}

/** At the end of the last day, or when every head has returned a ballot and nothing is left to wait for. */
export function closeVoting({ decisionId, at }: CloseVoting, state: KnownDecision): VoteEvent[] {
  if (state.core.closedAt !== null) return []
  requireClosing(state, at)
  const end = state.core.calendar && endOf(state.core.calendar.closesOn)
  return [VotingClosed({ decisionId, closedAt: end && end < at ? end : at })]
}
