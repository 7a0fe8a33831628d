/** Periods that one asks for by name; the address holds their days, so that a link always shows the same. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import { MAX_STATS_DAYS } from '@changxin/shared/maintenance'

export const PERIODS = ['this-month', 'last-month', 'last-90', 'this-year', 'last-year'] as const
export type PeriodName = (typeof PERIODS)[number]
export interface Period {
  readonly from: Day
  /** Inclusive. */
  readonly to: Day
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

export function periodOf(name: PeriodName, today: Day): Period {
  const year = today.slice(0, 4)
  switch (name) {
    case 'this-month':
      return { from: firstOfMonth(today), to: today }
    case 'last-month': {
      const to = addDays(firstOfMonth(today), -1)
      return { from: firstOfMonth(to), to }
    }
    case 'last-90':
      return { from: addDays(today, -89), to: today }
    case 'this-year':
      return { from: `${year}-01-01`, to: today }
    case 'last-year': {
      const before = String(Number(year) - 1)
      return { from: `${before}-01-01`, to: `${before}-12-31` }
    }
  }
}

export const USUAL_PERIOD: PeriodName = 'last-90'

/** Of several that are the same, as in January, the first. */
export const nameOfPeriod = ({ from, to }: Period, today: Day): PeriodName | undefined =>
  PERIODS.find((name) => {
    const period = periodOf(name, today)
    return period.from === from && period.to === to
  })

export type PeriodFault = 'backwards' | 'too-long'

/** What the server would refuse, said before it is asked. */
export function faultOf({ from, to }: Period): PeriodFault | null {
  const days = daysBetween(from, to) + 1
  if (days < 1) return 'backwards'
  return days > MAX_STATS_DAYS ? 'too-long' : null
}
