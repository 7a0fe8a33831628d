/** What people add to a month's service report. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type Month, ReportCommented, type ReportEvent, ReportRated } from './events.ts'
import { hasEnded, lastDayOf } from './months.ts'

/** So long after a month's end it may be rated: who remembers it better than that? */
export const RATING_DAYS = 60

type OfReport = { readonly compoundId: string; readonly month: Month; readonly today: Day }
export type ReportCommand =
  | (OfReport & { readonly type: 'CommentReport'; readonly text: string })
  | (OfReport & {
      readonly type: 'RateReport'
      readonly unitId: string
      readonly score: number
      readonly text: string | null
    })
/** Who managed the compound at the end of the month; what was not read counts as nobody. */
export interface ReportFacts {
  readonly operatorId?: string | null
}
export interface ReportState {
  readonly comment: string | null
  readonly ratings: ReadonlyMap<string, { readonly score: number; readonly text: string | null }>
}

export const reportDecider: Decider<ReportCommand, ReportEvent, ReportState, ReportFacts | undefined> = {
  initial: { comment: null, ratings: new Map() },
  evolve(state, event) {
    switch (event.type) {
      case 'ReportCommented':
        return { ...state, comment: event.data.text }
      case 'ReportRated': {
        const { unitId, score, text } = event.data
        return { ...state, ratings: new Map(state.ratings).set(unitId, { score, text }) }
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    const { compoundId, month, today } = command
    if (!hasEnded(month, today)) throw reject('report-month-running', { month })
    const operatorId = facts?.operatorId
    if (!operatorId) throw reject('report-nobody-managed', { month })
    switch (command.type) {
      case 'CommentReport':
        return state.comment === command.text
          ? []
          : [ReportCommented({ compoundId, month, operatorId, text: command.text })]
      case 'RateReport': {
        const { unitId, score, text } = command
        const lastDay = addDays(lastDayOf(month), RATING_DAYS)
        if (today > lastDay) throw reject('report-rating-over', { month, lastDay })
        const before = state.ratings.get(unitId)
        if (before?.score === score && before.text === text) return []
        return [ReportRated({ compoundId, month, unitId, score, text })]
      }
      default:
        return unreachable(command)
    }
  },
}
