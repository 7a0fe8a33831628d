/** As what somebody approves in a compound: the highest of their roles there, by the words of the fund rule. */
import type { Approver } from '@changxin/shared/repair-fund'
import { locateIn } from '../access/locate.ts'
import { grantCovers } from '../access/may.ts'
import type { CommandContext } from '../feature.ts'

/** An administrator stands for everybody: where nobody else is there to approve, it is never nobody. */
const STANDING: Readonly<Record<string, Approver>> = {
  clerk: 'community',
  overseer: 'subdistrict',
  administrator: 'subdistrict',
}
const RANKS: readonly Approver[] = ['second-person', 'community', 'subdistrict']

export function standingIn({ principal, views }: CommandContext, compoundId: string): Approver {
  return views.peek((read) => {
    const ranks = (principal?.grants ?? [])
      .filter((grant) => grantCovers(grant, { compoundId }, locateIn(read)))
      .map(({ role }) => RANKS.indexOf(STANDING[role] ?? 'second-person'))
    return RANKS[Math.max(0, ...ranks)] ?? 'second-person'
  })
}
