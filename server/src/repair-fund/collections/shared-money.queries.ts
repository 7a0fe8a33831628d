/** Shared money of a compound, of the cash book and of collections together, now or as of a day. */
import type { MoneyDirection, SharedMoney } from '@changxin/shared/repair-fund'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'

const MONTHS = 24
const LINES = 20

/** Positions before it count; now, every position does. */
const endOf = ({ before }: AsOf) => before ?? CURRENT

interface MonthRow {
  readonly month: string
  readonly opening: number
  readonly collected: number
  readonly spent: number
  readonly returned: number
  readonly carried: number
}

export function readSharedMoney(read: Read, at: AsOf, compoundId: string): SharedMoney {
  const end = endOf(at)
  const months = monthsOf(read, compoundId, end)
  const sum = (of: (row: MonthRow) => number) => months.reduce((total, row) => total + of(row), 0)
  const newest = months.at(-1)
  const hasFund =
    read.get('SELECT 1 FROM repair_fund_collections_fund WHERE compound_id = ? AND position < ?', compoundId, end) !==
    undefined
  return {
    compoundId,
    hasFund,
    hasMoney: months.length > 0,
    openingFen: sum(({ opening }) => opening),
    collectedFen: sum(({ collected }) => collected),
    spentFen: sum(({ spent }) => spent),
    returnedFen: sum(({ returned }) => returned),
    carriedFen: sum(({ carried }) => carried),
    leftFen: newest?.leftFen ?? 0,
    months: months
      .slice(-MONTHS)
      .reverse()
      .map(({ month, collected, spent, returned, carried, leftFen }) => ({
        id: month,
        collectedFen: collected,
        spentFen: spent,
        returnedFen: returned,
        carriedFen: carried,
        leftFen,
      })),
    lines: linesOf(read, compoundId, end),
    openCollections: at.before === undefined ? openCollections(read, compoundId) : null,
  }
}

/** Oldest first, each with what is left at its end. */
function monthsOf(read: Read, compoundId: string, end: string): (MonthRow & { readonly leftFen: number })[] {
  let leftFen = 0
  return read
    .all<MonthRow>(
      `SELECT substr(day, 1, 7) AS month,
         coalesce(sum(amount_fen) FILTER (WHERE direction = 'opening'), 0) AS opening,
         coalesce(sum(amount_fen) FILTER (WHERE direction = 'in'), 0) AS collected,
         0 - coalesce(sum(amount_fen) FILTER (WHERE direction = 'out'), 0) AS spent,
         0 - coalesce(sum(amount_fen) FILTER (WHERE direction = 'returned'), 0) AS returned,
         0 - coalesce(sum(amount_fen) FILTER (WHERE direction = 'carried'), 0) AS carried
       FROM repair_fund_collections_money WHERE compound_id = ? AND position < ? GROUP BY month ORDER BY month`,
      compoundId,
      end,
    )
    .map((row) => {
      leftFen += row.opening + row.collected - row.spent - row.returned - row.carried
      return { ...row, leftFen }
    })
}

/** Payments of a day to a collection are one line: what each door paid is its own business. */
function linesOf(read: Read, compoundId: string, end: string): SharedMoney['lines'] {
  return read
    .all<{
      position: string
      ordinal: number
      source: SharedMoney['lines'][number]['source']
      collection_id: string | null
      direction: MoneyDirection
      what: string
      day: string
      amount_fen: number
      is_reversal: number
    }>(
      `SELECT max(position) AS position, ordinal, source, collection_id, direction, what, day,
         sum(amount_fen) AS amount_fen, is_reversal
       FROM repair_fund_collections_money WHERE compound_id = ? AND position < ?
       GROUP BY day, iif(source = 'collection' AND direction = 'in', collection_id, position || '-' || ordinal), is_reversal
       ORDER BY day DESC, position DESC, ordinal DESC LIMIT ?`,
      compoundId,
      end,
      LINES,
    )
    .map((row) => ({
      id: `${row.position}-${row.ordinal}`,
      source: row.source,
      collectionId: row.collection_id,
      direction: row.direction,
      what: row.what,
      day: row.day,
      amountFen: row.amount_fen,
      isReversal: row.is_reversal === 1,
    }))
}

function openCollections(read: Read, compoundId: string): number {
  const sql = `SELECT count(*) AS n FROM repair_fund_collections_collection WHERE compound_id = ? AND status = 'open'`
  return read.get<{ n: number }>(sql, compoundId)?.n ?? 0
}
