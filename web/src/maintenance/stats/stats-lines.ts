/** The lines of the statistics: everything first, then each group, with links to the requests behind a figure. */
import type { maintenanceQueriesApi, RequestStats, StatsBy } from '@changxin/shared/maintenance'
import type { OutputOf } from '../../api/index.ts'
import type { Period } from './stats-period.ts'

type Stats = OutputOf<typeof maintenanceQueriesApi.stats>
type Group = Stats['groups'][number]

export interface StatsLine {
  readonly id: string
  /** Null: of everything asked for. */
  readonly group: Group | null
  readonly stats: RequestStats
  /** Of the list; null where it cannot be filtered to just these. */
  readonly filters: Readonly<Record<string, string>> | null
}

export interface Asked extends Period {
  readonly by: StatsBy
  readonly compoundId: string
}

const idOf = ({ mode, category, place }: Group) => [mode, category, place?.kind, place?.id].filter(Boolean).join(' ')

function ofGroup({ category, place }: Group): Readonly<Record<string, string>> | null {
  if (category) return { category }
  // Of other places the list also shows what lies within them.
  return place?.kind === 'unit' ? { unitId: place.id } : null
}

export function statsLines(stats: Stats, { from, to, compoundId }: Asked): StatsLine[] {
  const period = { from, to, ...(compoundId ? { compoundId } : {}) }
  return [
    { id: 'all', group: null, stats: stats.all, filters: period },
    ...stats.groups.map((group) => {
      const own = ofGroup(group)
      return { id: idOf(group), group, stats: group.stats, filters: own && { ...period, ...own } }
    }),
  ]
}

/** The desk with just these requests; undefined where it cannot be filtered so, or where there are none. */
export function linkTo({ filters, stats }: StatsLine, view: 'all' | 'open' | 'overdue') {
  const n = view === 'all' ? stats.reported : (stats[view].value ?? 0)
  return filters && n > 0 ? { path: '/requests', query: { view, ...filters } } : undefined
}
