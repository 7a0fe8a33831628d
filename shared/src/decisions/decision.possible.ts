/** What can be done with a decision now, and the true reason if not: the very conditions that the decider asks. */
import { type Day, type Instant, Rejected } from '@changxin/shared/kernel'
import { requireKeyMaking, requireNaming } from './decision.announce.ts'
import { requireClosing, requireVoter } from './decision.ballots.ts'
import { requireCounting, requireReleasing } from './decision.count.ts'
import { requireOpening } from './decision.deliver.ts'
import { requireAnnulling } from './decision.publish.ts'
import { requireDelivering, requireStatus, requireWindow } from './decision.require.ts'
import { requireObjecting } from './decision.roll.ts'
import type { KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'

export interface Moment {
  readonly today: Day
  readonly at: Instant
}
type Check = (state: KnownDecision, moment: Moment) => void

const CHECKS = {
  'decisions.object': (state, { today }) => requireObjecting(state, today),
  'decisions.settle-objection': ({ core }) => {
    requireStatus(core, 'proposed', 'announced')
    if (core.objections.every(({ settled }) => settled)) throw reject('objections-none')
  },
  'decisions.announce': ({ core }) => requireStatus(core, 'proposed'),
  'decisions.post': ({ core }) =>
    requireStatus(core, 'proposed', 'announced', 'open', 'closed', 'counted', 'published'),
  'decisions.name-counters': (state) => requireNaming(state),
  'decisions.make-key': (state) => requireKeyMaking(state),
  'decisions.deliver': ({ core }, { at }) => requireDelivering(core, at),
  'decisions.undeliverable': ({ core }, { at }) => requireDelivering(core, at),
  'decisions.record-proxy': ({ core }, { at }) => {
    if (core.status !== 'proposed') requireDelivering(core, at)
  },
  'decisions.open': (state, { today }) => requireOpening(state, today),
  'decisions.cast': ({ core }, { at }) => {
    requireWindow(core, at)
    if (!core.key) throw reject('ballot-key-missing')
  },
  'decisions.receive-paper': ({ core }, { at }) => requireWindow(core, at),
  'decisions.close': (state, { at }) => requireClosing(state, at),
  'decisions.enter-paper': ({ core }) => requireStatus(core, 'closed'),
  'decisions.settle-paper': ({ core }) => requireStatus(core, 'closed'),
  'decisions.release-key': (state) => {
    requireReleasing(state)
    if (state.core.secretKey !== null) throw reject('ballot-key-released')
  },
  'decisions.count': (state) => requireCounting(state),
  'decisions.publish': ({ core }) => requireStatus(core, 'counted'),
  'decisions.annul': (state) => {
    const isBefore = ['proposed', 'announced', 'open'].includes(state.core.status)
    requireAnnulling(state, isBefore ? 'withdrawn' : 'void')
  },
} as const satisfies Record<string, Check>

export type DecisionAction = keyof typeof CHECKS
export const DECISION_ACTIONS = Object.keys(CHECKS) as readonly DecisionAction[]

function refusalOf(check: () => unknown): Rejected | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof Rejected) return error
    throw error
  }
}

/** Null = possible. Who may do it is another matter: the access table's. */
export const refusalFor = (action: DecisionAction, state: KnownDecision, moment: Moment): Rejected | null =>
  refusalOf(() => CHECKS[action](state, moment))

/** Why this person cannot cast this head's ballot on screen now; null when they can. */
export const screenRefusal = (
  state: KnownDecision,
  { voterId, personId, proxyId }: { voterId: string; personId: string; proxyId: string | null },
  { at }: Moment,
): Rejected | null =>
  refusalOf(() => {
    requireWindow(state.core, at)
    requireVoter(state, voterId, personId, proxyId)
  })
