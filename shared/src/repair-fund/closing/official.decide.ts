/** Whose book is the official one, what it says, and where ours differs from it. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { valuesOf } from '../bucket-map.ts'
import { EARLIEST_PAID_ON, requireAccounts, requireOpened } from '../contributions/checks.ts'
import { BookkeeperChanged, type RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { Book } from '../ledger/accounts.ts'
import { postingsIn } from '../statements/sums.ts'
import { reject } from './errors.ts'
import { OfficialBalanceRecorded, OfficialDifferencesResolved, type OfficialRow } from './events.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
interface Today {
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface RecordOfficialBalance extends Omit<DataOf<typeof OfficialBalanceRecorded>, 'ownFen' | 'rows'>, Today {
  readonly type: 'RecordOfficialBalance'
  readonly rows: readonly Pick<OfficialRow, 'unitId' | 'officialFen'>[]
}
export interface ResolveOfficialDifferences extends DataOf<typeof OfficialDifferencesResolved>, Today {
  readonly type: 'ResolveOfficialDifferences'
}
export interface ChangeBookkeeper extends DataOf<typeof BookkeeperChanged>, Today {
  readonly type: 'ChangeBookkeeper'
}
export type OfficialCommand = RecordOfficialBalance | ResolveOfficialDifferences | ChangeBookkeeper
export interface OfficialFacts {
  /** Of ChangeBookkeeper with a decision: it is of this compound, and its result was posted as passed. */
  readonly decisionPassed?: boolean
}

type Events = readonly RepairFundEvent[]

export function recordOfficialBalance(
  { type: _, today, rows, ...command }: RecordOfficialBalance,
  state: FundState,
): Events {
  requireOpened(state)
  const { officialId, book, asOf } = command
  const known = state.closing.officials.get(book)
  if (known?.officialId === officialId) return []
  if (state.bookkeeper === 'owners') throw reject('official-book-is-ours')
  if (asOf > today) throw reject('closing-day-in-future', { field: 'asOf', day: asOf, today })
  if (asOf < EARLIEST_PAID_ON)
    throw reject('closing-day-too-early', { field: 'asOf', day: asOf, earliest: EARLIEST_PAID_ON })
  if (known && asOf < known.asOf) throw reject('official-balance-older', { field: 'asOf', asOf, newest: known.asOf })
  requireAccounts(state, rows)
  const twice = rows.findIndex(({ unitId }, index) => rows.findIndex((row) => row.unitId === unitId) !== index)
  if (twice >= 0) throw reject('official-unit-twice', { field: `rows[${twice}].unitId`, row: twice + 1 })
  const ofUnits = unitFenAt(state, asOf)
  return [
    OfficialBalanceRecorded({
      ...command,
      ownFen: netFenAt(state, book, asOf),
      rows: rows.map((row) => ({ ...row, ownFen: ofUnits.get(row.unitId) ?? 0 })),
    }),
  ]
}

/** Assets of a book less what it owes, at the end of a day: all that is somebody's. O(entries). */
function netFenAt({ ledger }: FundState, book: Book, day: Day): number {
  let fen = 0
  for (const posting of postingsIn(ledger))
    if (posting.held === null && posting.book === book && posting.day <= day) fen += posting.fen
  return fen
}

function unitFenAt({ ledger }: FundState, day: Day): Map<Id, number> {
  const fenOf = new Map<Id, number>()
  for (const [, { holder, fen, on }] of valuesOf(ledger.entries))
    if (holder.of === 'unit' && on <= day) fenOf.set(holder.unitId, (fenOf.get(holder.unitId) ?? 0) + fen)
  return fenOf
}

export function resolveOfficialDifferences(
  { type: _, today: __, ...command }: ResolveOfficialDifferences,
  state: FundState,
): Events {
  requireOpened(state)
  const official = [...state.closing.officials.values()].find(({ officialId }) => officialId === command.officialId)
  if (!official) throw reject('official-balance-unknown', { officialId: command.officialId })
  const whole = command.whole && official.openWhole
  const unitIds = [...new Set(command.unitIds)].filter((unitId) => official.openUnits.has(unitId))
  return whole || unitIds.length > 0 ? [OfficialDifferencesResolved({ ...command, whole, unitIds })] : []
}

/** Owners keep the book themselves only by a decision of theirs. */
export function changeBookkeeper(
  { type: _, today, ...command }: ChangeBookkeeper,
  state: FundState,
  facts: OfficialFacts | undefined,
): Events {
  requireOpened(state)
  const { bookkeeper, on, decisionId } = command
  if (state.bookkeeper === bookkeeper) return []
  if (on > today) throw reject('bookkeeper-in-future', { field: 'on', on, today })
  if (bookkeeper === 'owners' && decisionId === null) throw reject('bookkeeper-needs-decision', { field: 'decisionId' })
  if (decisionId !== null && !facts?.decisionPassed)
    throw reject('bookkeeper-decision-not-passed', { field: 'decisionId' })
  return [BookkeeperChanged(command)]
}
