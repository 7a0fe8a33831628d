/** Posting a statement: figures are taken from the fund as it stands, so that nobody can post others. */
import type { Day } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { reject } from '../closing/errors.ts'
import { requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { Ledger } from '../ledger/index.ts'
import { StatementPosted } from './events.ts'
import { daysOfPeriod, type StatementPeriod } from './period.ts'
import { statementsOf } from './statements.ts'
import { buildingFiguresOf, postingsIn, sumsFor, unitFiguresIn } from './sums.ts'
import type { HolderFigures, StatementSum } from './words.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
export interface PostStatement
  extends Pick<
    DataOf<typeof StatementPosted>,
    'compoundId' | 'statementId' | 'period' | 'postedOn' | 'place' | 'noticeDays' | 'files' | 'by'
  > {
  readonly type: 'PostStatement'
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface StatementFacts {
  /** Hex SHA-256 of a text. */
  readonly sha256: (text: string) => string
}

export interface StatementFigures {
  readonly period: StatementPeriod
  readonly sums: readonly StatementSum[]
  readonly buildings: readonly HolderFigures[]
  readonly units: readonly HolderFigures[]
}

/** What the hash of a posted statement covers. Two statements with the same figures have the same text. */
export function statementText({ period, sums, buildings, units }: StatementFigures): string {
  const figures = ({ id, openingFen, inFen, outFen, closingFen }: HolderFigures) =>
    [id, openingFen, inFen, outFen, closingFen].join(' ')
  return [
    period,
    ...sums.map(({ book, account, held, bucket, fen }) => [book, account, held ?? '-', bucket, fen].join(' ')),
    ...buildings.map(figures),
    ...units.map(figures),
  ].join('\n')
}

export function figuresOf(ledger: Ledger, period: StatementPeriod): StatementFigures {
  const units = unitFiguresIn(ledger, period)
  const buildingOf = (unitId: string) => getFrom(ledger.accounts, unitId)?.buildingId ?? null
  return {
    period,
    sums: sumsFor(period, postingsIn(ledger)),
    buildings: buildingFiguresOf(units, buildingOf),
    units,
  }
}

export function postStatement(
  command: PostStatement,
  state: FundState,
  sha256: StatementFacts['sha256'] | undefined,
): readonly RepairFundEvent[] {
  if (!sha256) throw new TypeError('PostStatement needs a hash function')
  const { compoundId, statementId, period, postedOn, place, noticeDays, files, by, today } = command
  requireOpened(state)
  if (state.closing.postedStatements.has(statementId)) return []
  const { until } = daysOfPeriod(period)
  if (until >= today) throw reject('statement-period-not-over', { period, until })
  if (postedOn > today) throw reject('statement-posted-in-future', { field: 'postedOn', postedOn, today })
  if (postedOn <= until) throw reject('statement-posted-too-early', { field: 'postedOn', postedOn, until })
  const figures = figuresOf(state.ledger, period)
  statementsOf(figures.sums, period)
  const { sums, buildings, units } = figures
  const hash = sha256(statementText(figures))
  const what = { period, postedOn, place, noticeDays, files: [...files], by }
  return [
    StatementPosted({
      compoundId,
      statementId,
      ...what,
      sums: [...sums],
      buildings: [...buildings],
      units: units.length,
      hash,
    }),
  ]
}
