/** What of a fund's warnings needs somebody: one line each, the heaviest first. */
import type { FundWarnings } from '@changxin/shared/repair-fund'

export type ConcernKey = 'topUp' | 'claims' | 'statements' | 'reconciliation' | 'idle' | 'noFirst'

export interface Concern {
  readonly key: ConcernKey
  readonly tone: 'bad' | 'warn' | 'info'
  /** Figures that its sentence names. */
  readonly count: number
  readonly fen: number
}

export function concernsOf(warnings: FundWarnings): Concern[] {
  if (!warnings.hasFund) return []
  const { fund, planFen, claims, statements, reconciliation, idleFen, accountsWithoutFirst } = warnings
  const all: (Concern & { readonly isOn: boolean })[] = [
    { key: 'topUp', tone: 'bad', count: fund.duties, fen: planFen, isOn: fund.duties > 0 },
    { key: 'claims', tone: 'bad', count: claims.units, fen: claims.owedFen, isOn: claims.units > 0 },
    { key: 'statements', tone: 'warn', count: 0, fen: 0, isOn: statements?.isOverdue ?? false },
    { key: 'reconciliation', tone: 'warn', count: reconciliation.count, fen: 0, isOn: reconciliation.count > 0 },
    { key: 'idle', tone: 'info', count: 0, fen: idleFen, isOn: idleFen > 0 },
    { key: 'noFirst', tone: 'info', count: accountsWithoutFirst, fen: 0, isOn: accountsWithoutFirst > 0 },
  ]
  return all.filter(({ isOn }) => isOn).map(({ key, tone, count, fen }) => ({ key, tone, count, fen }))
}
