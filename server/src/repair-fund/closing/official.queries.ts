/** Whose book is the official one and what it says, now or as of a day; and the units in which ours is another. */
import type { Book, Bookkeeper, closingApi } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { endOf } from '../statements/sums.reads.ts'

type OfficialAnswer = z.output<typeof closingApi.official.output>

interface BookkeeperRow {
  readonly bookkeeper: Bookkeeper
  readonly since: string
  readonly ground: string
  readonly decision_id: string | null
}
interface OfficialRow {
  readonly official_id: string
  readonly book: Book
  readonly as_of: string
  readonly source: string
  readonly file: string | null
  readonly official_fen: number
  readonly own_fen: number
  readonly units: number
  readonly whole_open: number
  readonly open: number
  readonly recorded_by: string
  readonly sample: number
}

const NEWEST = `SELECT o.*, (o.official_fen <> o.own_fen AND coalesce(o.whole_position, '~~') >= ?1) AS whole_open,
    (SELECT count(*) FROM repair_fund_closing_official_row r
     WHERE r.official_id = o.official_id AND coalesce(r.resolved_position, '~~') >= ?1) AS open
  FROM repair_fund_closing_official o
  WHERE o.compound_id = ?2 AND o.position < ?1 AND o.position = (
    SELECT max(n.position) FROM repair_fund_closing_official n
    WHERE n.compound_id = o.compound_id AND n.book = o.book AND n.position < ?1)
  ORDER BY o.book`

export function readOfficial({ read, at }: QueryContext, compoundId: string): OfficialAnswer {
  const keeper = read.get<BookkeeperRow>(
    `SELECT bookkeeper, since, ground, decision_id FROM repair_fund_closing_bookkeeper
     WHERE compound_id = ? AND position < ? ORDER BY position DESC LIMIT 1`,
    ...[compoundId, endOf(at)],
  )
  const officials = read.all<OfficialRow>(NEWEST, endOf(at), compoundId)
  return {
    hasFund: keeper !== undefined,
    bookkeeper: keeper?.bookkeeper ?? null,
    since: keeper?.since ?? null,
    ground: keeper?.ground ?? null,
    decisionId: keeper?.decision_id ?? null,
    items: officials.map((row) => ({
      id: row.official_id,
      book: row.book,
      asOf: row.as_of,
      source: row.source,
      file: row.file,
      officialFen: row.official_fen,
      ownFen: row.own_fen,
      units: row.units,
      open: row.open + row.whole_open,
      wholeOpen: row.whole_open === 1,
      byName: nameOf(read, row.recorded_by),
      sample: row.sample === 1,
    })),
  }
}

const BY_UNIT: KeysetOrder = {
  name: 'official',
  keys: [
    { sql: "coalesce(u.sort_key, '')", type: 'text' },
    { sql: 'r.unit_id', type: 'text' },
  ],
}

/** Null: no such balance in this compound. */
export function listOfficialDifferences(
  read: Read,
  at: AsOf,
  { id, officialId, limit, cursor }: z.output<typeof closingApi.officialDifferences.input>,
) {
  const known = read.get(
    'SELECT 1 FROM repair_fund_closing_official WHERE official_id = ? AND compound_id = ? AND position < ?',
    ...[officialId, id, endOf(at)],
  )
  if (!known) return null
  const end = endOf(at)
  const { rows, next } = keysetPage<{
    unit_id: string
    label: string | null
    official_fen: number
    own_fen: number
    ground: string | null
  }>(read, {
    select: `r.unit_id, u.label, r.official_fen, r.own_fen, CASE WHEN r.resolved_position < ? THEN r.ground END AS ground`,
    selectParams: [end],
    from: 'repair_fund_closing_official_row r LEFT JOIN places_unit u ON u.unit_id = r.unit_id',
    where: { sql: 'r.official_id = ?', params: [officialId] },
    order: BY_UNIT,
    limit,
    cursor,
  })
  const total = read.get<{ n: number }>(
    'SELECT count(*) AS n FROM repair_fund_closing_official_row WHERE official_id = ?',
    officialId,
  )?.n
  const items = rows.map((row) => ({
    id: row.unit_id,
    label: row.label ?? row.unit_id,
    officialFen: row.official_fen,
    ownFen: row.own_fen,
    ground: row.ground,
  }))
  return { items, total: total ?? 0, ...(next === undefined ? {} : { next }) }
}
