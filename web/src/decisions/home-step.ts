/** What the owner of one or more heads can do next in a decision: one step, the same for the card and the page. */
import type { MyDecision, MyHead } from '@changxin/shared/decisions'

export type HomeStep =
  /** Ballots are taken, and one of the heads can vote on screen. */
  | 'vote'
  /** Every own head has returned a ballot; it may be cast again until the end. */
  | 'again'
  /** All are in, on paper: nothing can be done on screen. */
  | 'returned'
  /** On screen it is not possible, for the reason that the head names. */
  | 'paper'
  /** Not yet open. */
  | 'wait'
  /** Over: the result is there, or awaited. */
  | 'over'

const canScreen = ({ screenReason }: MyHead) => screenReason === null

export function homeStepOf({ status, myHeads }: Pick<MyDecision, 'status' | 'myHeads'>): HomeStep {
  if (status === 'proposed' || status === 'announced') return 'wait'
  if (status !== 'open') return 'over'
  if (myHeads.some((head) => !head.returned && canScreen(head))) return 'vote'
  const allIn = myHeads.length > 0 && myHeads.every(({ returned }) => returned)
  if (allIn) return myHeads.some(canScreen) ? 'again' : 'returned'
  return 'paper'
}

/** Why the first head that waits cannot vote on screen; null where it can. */
export const reasonOf = (heads: readonly MyHead[]): string | null =>
  heads.find(({ returned, screenReason }) => !returned && screenReason !== null)?.screenReason ?? null
