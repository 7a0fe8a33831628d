/** Announcing, hanging up, naming counters, and their key: all before the voting opens. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import type { Announce, CounterFacts, MakeBallotKey, NameCounters, PostNotice } from './decision.commands.ts'
import { requireStatus } from './decision.require.ts'
import type { DecisionCore, KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { BallotKeyMade, COUNTERS, CountersNamed, DecisionAnnounced, NoticePosted, type VoteEvent } from './events.ts'

/** Days from the announcement; a meeting of an hour needs no minimum of days, ballots that are carried home do. */
export function lengthsOf({ rule: { lengths }, form }: Pick<DecisionCore, 'rule' | 'form'>) {
  const objectionDays = lengths.objectionDays.value
  return {
    objectionDays,
    noticeDays: lengths.noticeDays.value,
    windowMinDays: form === 'meeting' ? 1 : Math.max(1, lengths.windowMinDays.value),
    windowMaxDays: Math.max(1, lengths.windowMaxDays.value),
  }
}

/** The earliest that an announcement of this day may say, and how late it may close then. */
export function earliestCalendar(core: Pick<DecisionCore, 'rule' | 'form'>, today: Day) {
  const { objectionDays, noticeDays, windowMinDays, windowMaxDays } = lengthsOf(core)
  const objectionsUntil = addDays(today, objectionDays)
  // Objections end before the voting opens.
  const opensOn = addDays(today, Math.max(noticeDays, objectionDays + 1))
  return {
    objectionsUntil,
    opensOn,
    closesOn: addDays(opensOn, windowMinDays - 1),
    latestClosesOn: addDays(opensOn, windowMaxDays - 1),
  }
}

export function announce({ type: _, today, ...calendar }: Announce, { core }: KnownDecision): readonly VoteEvent[] {
  if (core.calendar && isSameCalendar(core.calendar, calendar)) return []
  requireStatus(core, 'proposed')
  requireCalendar(core, today, calendar)
  return [DecisionAnnounced({ ...calendar, announcedOn: today })]
}

type Days = Pick<Announce, 'objectionsUntil' | 'opensOn' | 'closesOn'>
const isSameCalendar = (one: Days & { place: string | null }, other: Days & { place: string | null }) =>
  one.objectionsUntil === other.objectionsUntil &&
  one.opensOn === other.opensOn &&
  one.closesOn === other.closesOn &&
  one.place === other.place

function requireCalendar(core: DecisionCore, today: Day, { objectionsUntil, opensOn, closesOn }: Days): void {
  const { objectionDays, noticeDays, windowMinDays, windowMaxDays } = lengthsOf(core)
  if (daysBetween(today, objectionsUntil) < objectionDays) {
    const earliest = addDays(today, objectionDays)
    throw reject('objection-time-short', { field: 'objectionsUntil', days: objectionDays, earliest })
  }
  if (daysBetween(today, opensOn) < noticeDays) {
    throw reject('notice-too-short', { field: 'opensOn', days: noticeDays, earliest: addDays(today, noticeDays) })
  }
  if (objectionsUntil >= opensOn) throw reject('objection-time-long', { field: 'objectionsUntil', opensOn })
  // Both days are whole days of the window.
  const windowDays = daysBetween(opensOn, closesOn) + 1
  if (windowDays < windowMinDays) {
    const earliest = addDays(opensOn, windowMinDays - 1)
    throw reject('window-too-short', { field: 'closesOn', days: windowMinDays, earliest })
  }
  if (windowDays > windowMaxDays) {
    const latest = addDays(opensOn, windowMaxDays - 1)
    throw reject('window-too-long', { field: 'closesOn', days: windowMaxDays, latest })
  }
}

export function postNotice({ type: _, today, ...posting }: PostNotice, { core }: KnownDecision): readonly VoteEvent[] {
  if (core.postings.some(({ postingId }) => postingId === posting.postingId)) return []
  if (core.status === 'annulled') requireStatus(core)
  if (posting.postedOn > today) throw reject('posting-day-ahead', { field: 'postedOn', today })
  // A day before there was anything to post would let a posting hang for longer than it did.
  const { proposedOn } = core
  if (posting.postedOn < proposedOn) throw reject('posting-day-early', { field: 'postedOn', proposedOn })
  return [NoticePosted(posting)]
}

/** Throws when the counters cannot be chosen (any more). */
export function requireNaming({ core }: KnownDecision): void {
  requireStatus(core, 'proposed', 'announced')
  if (core.key) throw reject('counters-fixed')
}

export function nameCounters(
  { decisionId, counterIds }: NameCounters,
  state: KnownDecision,
  facts: CounterFacts,
): readonly VoteEvent[] {
  const { core } = state
  if (core.counterIds && [...core.counterIds].sort().join(' ') === [...counterIds].sort().join(' ')) return []
  requireNaming(state)
  if (counterIds.length !== COUNTERS || new Set(counterIds).size < COUNTERS) {
    throw reject('counters-not-three', { field: 'counterIds' })
  }
  for (const counterId of counterIds) requireFit(counterId, core, facts)
  return [CountersNamed({ decisionId, counterIds: [...counterIds] })]
}

function requireFit(counterId: string, { items }: DecisionCore, facts: CounterFacts): void {
  const isCandidate = items.some(({ effect }) => effect?.kind === 'seat' && effect.personId === counterId)
  const why = facts.unknownIds.includes(counterId)
    ? { zh: '没有登记这个人', en: 'nobody of this id is registered' }
    : facts.administratorIds.includes(counterId)
      ? { zh: '是系统管理员', en: 'administers the server' }
      : facts.managerIds.includes(counterId)
        ? { zh: '代表物业管理方', en: 'answers for a manager of the compound' }
        : isCandidate
          ? { zh: '是本次表决的候选人', en: 'is a candidate in this decision' }
          : null
  if (why) throw reject('counter-unfit', { field: 'counterIds', who: counterId, whyZh: why.zh, whyEn: why.en })
}

/** Throws when no key can be made (any more). */
export function requireKeyMaking({ core }: KnownDecision): void {
  if (core.key) throw reject('ballot-key-exists')
  requireStatus(core, 'proposed', 'announced')
  if (!core.counterIds) throw reject('counters-missing')
}

export function makeBallotKey(
  { decisionId, publicKey, shareHashes }: MakeBallotKey,
  state: KnownDecision,
): readonly VoteEvent[] {
  const { key } = state.core
  if (key && key.publicKey === publicKey && key.shareHashes.join() === shareHashes.join()) return []
  requireKeyMaking(state)
  return [BallotKeyMade({ decisionId, publicKey, shareHashes: [...shareHashes] })]
}
