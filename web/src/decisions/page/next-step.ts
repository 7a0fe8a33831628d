/** The one step that carries a decision on from where it stands, and the others that are at hand. */
import type { DecisionStatus, DecisionView } from '@changxin/shared/decisions'

/** Steps with a dialog of their own on the page; counters have their own pages. */
export const PAGE_STEPS = ['announce', 'open', 'close', 'publish', 'name-counters', 'post', 'annul'] as const
export type PageStep = (typeof PAGE_STEPS)[number]

const CARRIES_ON: Readonly<Record<DecisionStatus, PageStep | null>> = {
  proposed: 'announce',
  announced: 'open',
  open: 'close',
  // The counters count, on their page.
  closed: null,
  counted: 'publish',
  published: null,
  annulled: null,
}

export interface Step {
  readonly step: PageStep
  readonly possible: boolean
  /** The true reason why not. */
  readonly reason: string | null
}

type Seen = Pick<DecisionView, 'status' | 'possible'>

const stepOf = ({ possible }: Seen, step: PageStep): Step | null => {
  const found = possible.find(({ action }) => action === `decisions.${step}`)
  return found ? { step, possible: found.possible, reason: found.reason } : null
}

/** Null for those who may not take it, and where nobody takes a step here. */
export function nextStep(decision: Seen): Step | null {
  const step = CARRIES_ON[decision.status]
  return step ? stepOf(decision, step) : null
}

/** What else can be done now. */
export const otherSteps = (decision: Seen): readonly PageStep[] =>
  (['name-counters', 'post', 'annul'] as const).filter((step) => stepOf(decision, step)?.possible)

/** What is open among the counters' steps: whoever may take one of them is shown the way. */
export const COUNTER_STEPS = ['make-key', 'enter-paper', 'settle-paper', 'release-key', 'count'] as const
export const counterSteps = ({ possible }: Seen): readonly (typeof COUNTER_STEPS)[number][] =>
  COUNTER_STEPS.filter((step) => possible.some((one) => one.action === `decisions.${step}` && one.possible))
