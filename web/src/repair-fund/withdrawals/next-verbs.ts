/** What a person does next with a withdrawal, among what the server says is possible. */
import type { WithdrawalView } from '@changxin/shared/repair-fund'

/** As a case goes on; what takes it back comes last and is never the main thing. */
const ONWARDS = [
  'submit',
  'post',
  'approve',
  'application',
  'pay',
  'cover',
  // Before settling anew, which is possible beside it where a part of what was paid came back.
  'publish',
  'settle',
  'advance',
  'plan',
] as const
const BACK = ['takeBack', 'cancel'] as const
export type WithdrawalStepVerb = (typeof ONWARDS)[number] | (typeof BACK)[number]

export interface NextVerbs {
  readonly main: WithdrawalStepVerb | null
  readonly others: readonly WithdrawalStepVerb[]
}

export function nextVerbs(possible: readonly string[]): NextVerbs {
  const open = ONWARDS.filter((verb) => possible.includes(verb))
  const back = BACK.filter((verb) => possible.includes(verb))
  return { main: open[0] ?? null, others: [...open.slice(1), ...back] }
}

/** Settling is then settling anew: a part of what was paid came back. */
export const isPaid = ({ status }: Pick<WithdrawalView, 'status'>): boolean =>
  status === 'paid' || status === 'published'
