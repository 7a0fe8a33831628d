/** The conditions that several steps share; each throws the true reason. */
import { addDays, type Day, type Instant, startOf } from '@changxin/shared/kernel'
import type { DecisionCore, DecisionStatus, Head, KnownDecision, PaperBallot } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { decisionStatusWords } from './words.ts'

export function requireStatus({ status }: DecisionCore, ...statuses: readonly DecisionStatus[]): void {
  if (statuses.includes(status)) return
  const { zh, en } = decisionStatusWords[status]
  throw reject('decision-wrong-status', { statusZh: zh, statusEn: en })
}

export function requireHead({ heads }: KnownDecision, voterId: string): Head {
  const head = heads.get(voterId)
  if (!head) throw reject('voter-unknown', { field: 'voterId' })
  return head
}

export function requireCounter({ counterIds }: DecisionCore, personId: string): void {
  if (!counterIds?.includes(personId)) throw reject('not-a-counter')
}

/** The first instant at which no ballot is taken any more. */
export const endOf = (closesOn: Day): Instant => startOf(addDays(closesOn, 1))

/** Ballots are taken from the start of the first day to the end of the last, whether or not the timer has closed yet. */
export function requireWindow(core: DecisionCore, at: Instant): void {
  if (core.calendar && ['open', 'closed', 'counted', 'published'].includes(core.status)) {
    const { opensOn, closesOn } = core.calendar
    if (at >= endOf(closesOn) || core.status !== 'open') throw reject('voting-over', { closesOn })
    if (at < startOf(opensOn)) throw reject('not-open-yet', { opensOn })
    return
  }
  if (core.calendar && core.status === 'announced') throw reject('not-open-yet', { opensOn: core.calendar.opensOn })
  requireStatus(core, 'open')
}

/** Delivering goes on from the announcement until no ballot is taken any more. */
export function requireDelivering(core: DecisionCore, at: Instant): void {
  requireStatus(core, 'announced', 'open')
  if (core.calendar && at >= endOf(core.calendar.closesOn)) {
    throw reject('voting-over', { closesOn: core.calendar.closesOn })
  }
}

/** Of the head itself, or looked at when the ballot was handed over. */
export const isChecked = ({ units, delivery }: Pick<Head, 'units' | 'delivery'>): boolean =>
  units.every(({ standing }) => standing === 'checked') || (delivery !== null && delivery.check !== null)

export const returnedIn = ({ ballots }: KnownDecision): ReadonlySet<string> =>
  new Set([...ballots.values()].map(({ voterId }) => voterId))

export const hasHeadDone = ({ delivery, undeliverable }: Head): boolean =>
  delivery !== null || (undeliverable !== null && undeliverable.postingId !== null)

export type PaperState = 'open' | 'entered-once' | 'agreed' | 'differs' | 'settled'
/** Two counters see the same: the marks are stored in the order of the items, so that the same reads the same. */
export function paperStateOf({ entries, settled }: PaperBallot): PaperState {
  if (settled) return 'settled'
  const [one, other] = entries
  if (!one) return 'open'
  if (!other) return 'entered-once'
  return JSON.stringify(one.marks) === JSON.stringify(other.marks) ? 'agreed' : 'differs'
}
export const isPaperDone = (ballot: PaperBallot): boolean => ['agreed', 'settled'].includes(paperStateOf(ballot))
