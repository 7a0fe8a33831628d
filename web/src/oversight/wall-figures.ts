/** The five figures at the top of the wall, in words. */
import type { Tally } from '@changxin/shared/oversight'
import { moneyText, wholeText } from '../ui/index.ts'

export interface WallFigure {
  readonly key: string
  readonly value: string
  readonly below: string
  readonly bad?: boolean
  /** Set smaller: a sum of money, or words. */
  readonly small?: boolean
}

export function wallFigures(tally: Tally, t: (key: string, values?: Record<string, unknown>) => string): WallFigure[] {
  return [
    {
      key: 'compounds',
      value: wholeText(tally.compounds),
      below: t('oversight.figure.compoundsBelow', {
        buildings: wholeText(tally.buildings),
        units: wholeText(tally.units),
      }),
    },
    {
      key: 'open',
      value: wholeText(tally.openRequests),
      below: t('oversight.figure.awaiting', { n: tally.awaitingConfirmation }),
    },
    {
      key: 'overdue',
      value: wholeText(tally.overdueRequests),
      below: t('oversight.wall.today', { reported: tally.reportedToday, completed: tally.completedToday }),
      bad: tally.overdueRequests > 0,
    },
    {
      key: 'fund',
      value: tally.funds > 0 ? moneyText(tally.fundBalanceFen) : t('repair-fund.none'),
      below: t('oversight.figure.funds', { n: tally.funds }),
      small: true,
    },
    {
      key: 'median',
      value:
        tally.freshnessMedian === null ? t('oversight.figure.noneRated') : String(Math.round(tally.freshnessMedian)),
      below: `${t('oversight.figure.rated', { n: tally.compounds - tally.bands.unrated })} · ${t('oversight.figure.unrated', { n: tally.bands.unrated })}`,
      small: tally.freshnessMedian === null,
    },
  ]
}
