/** One award scheme: adopted before the months it counts, granted at most once for each compound and month. */
import { type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { type Counted, paymentOf, type Scheme, scoreOf } from './award.score.ts'
import { reject } from './errors.ts'
import { type AwardEvent, AwardGranted, AwardSchemeAdopted, type Month } from './events.ts'
import { hasEnded, monthAfter, monthOf } from './months.ts'

export type AwardCommand =
  | ({ readonly type: 'AdoptAwardScheme'; readonly today: Day } & Scheme)
  | {
      readonly type: 'GrantAward'
      readonly compoundId: string
      readonly from: Month
      readonly until: Month
      readonly today: Day
    }
/** Of the compound in these months; what was not read counts as not there. */
export interface AwardFacts {
  readonly isWithin: boolean
  readonly units: number
  readonly operatorId: string | null
  readonly counted: Counted
}
type Granted = ReturnType<typeof AwardGranted>['data']
export interface AwardState {
  readonly scheme: Scheme | null
  readonly grants: readonly Granted[]
}

export const awardDecider: Decider<AwardCommand, AwardEvent, AwardState, AwardFacts | undefined> = {
  initial: { scheme: null, grants: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'AwardSchemeAdopted':
        return { ...state, scheme: event.data }
      case 'AwardGranted':
        return { ...state, grants: [...state.grants, event.data] }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'AdoptAwardScheme') return state.scheme ? [] : adopt(command)
    if (!state.scheme) throw reject('award-scheme-unknown')
    return grant(command, state.scheme, state.grants, facts)
  },
}

function adopt({ type: _, today, ...scheme }: Extract<AwardCommand, { type: 'AdoptAwardScheme' }>): AwardEvent[] {
  const firstMonth = monthAfter(monthOf(today))
  // Whoever is measured must know by what, before it begins.
  if (scheme.validFrom < firstMonth) throw reject('award-scheme-late', { field: 'validFrom', firstMonth })
  const sum = scheme.items.reduce((total, { weight }) => total + weight, 0)
  if (sum !== 100) throw reject('award-weights', { field: 'items', sum })
  if (new Set(scheme.items.map(({ metric }) => metric)).size < scheme.items.length)
    throw reject('award-item-twice', { field: 'items' })
  const flat = scheme.items.findIndex(({ zeroPercent, fullPercent }) => fullPercent <= zeroPercent)
  if (flat >= 0) throw reject('award-line-flat', { field: `items.${flat}.fullPercent` })
  return [AwardSchemeAdopted(scheme)]
}

function grant(
  { compoundId, from, until, today }: Extract<AwardCommand, { type: 'GrantAward' }>,
  scheme: Scheme,
  grants: readonly Granted[],
  facts: AwardFacts | undefined,
): AwardEvent[] {
  const before = grants.find((one) => one.compoundId === compoundId && one.from <= until && one.until >= from)
  if (before?.from === from && before.until === until) return []
  if (before) throw reject('award-granted-already', { from: before.from, until: before.until })
  if (from < scheme.validFrom || until < from || !hasEnded(until, today))
    throw reject('award-months', { field: 'from', validFrom: scheme.validFrom })
  if (!facts?.isWithin) throw reject('award-elsewhere', { field: 'compoundId' })
  const { items, score } = scoreOf(scheme, facts.counted)
  const payment = score === null ? null : paymentOf(scheme, score, facts.units)
  if (score === null || !payment)
    throw reject('award-not-reached', { score: score === null ? '—' : (score / 100).toFixed(2) })
  const { operatorId } = facts
  return [
    AwardGranted({
      schemeId: scheme.schemeId,
      compoundId,
      operatorId,
      from,
      until,
      items,
      score,
      ...payment,
      grantedOn: today,
    }),
  ]
}
