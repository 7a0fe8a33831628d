/** Months are reconciled with the bank, explained and closed; statements are posted; the official book is compared. */
import { addDays } from '@changxin/shared/kernel'
import { reconciliationKey } from './closing/closing.state.ts'
import { bankFenAt, explainedAt } from './closing/reconcile.decide.ts'
import { Bookkeeper } from './events.ts'
import { Book } from './ledger/index.ts'
import {
  bookAt,
  type Draw,
  FILE,
  FIRST_DAY,
  inFund,
  pick,
  type Telling,
  type Told,
  unitAt,
} from './ledger.telling.fixture.ts'
import { lastDayOfMonth, monthOf } from './statements/period.ts'

/** What is still missing before the next month can be closed, one command at a time. */
export function close(of: Telling, { a, b, fen }: Draw): Told {
  const { closing } = of.state
  const month = monthOf(closing.closedThrough === null ? FIRST_DAY : addDays(closing.closedThrough, 1))
  const through = lastDayOfMonth(month)
  if (through >= of.today) return null
  const why = { ...inFund(of), by: 'clerk' }
  for (const book of Book.options) {
    const known = closing.reconciliations.get(reconciliationKey(month, book))
    const bookFen = bankFenAt(of.state, book, through)
    if (!known) {
      const bankFen = Math.max(0, bookFen + (b % 4 === 0 ? fen % 1_000 : 0))
      const found = { reconciliationId: `rc${of.number}`, month, book, asOf: through, bankFen, source: '银行对账单' }
      return { type: 'ReconcileBank', ...why, ...found, file: null }
    }
    const leftFen = known.bankFen - bookFen - explainedAt(of.state, book, through)
    if (leftFen === 0) continue
    const difference = {
      differenceId: `bd${of.number}`,
      book,
      since: through,
      reason: 'other',
      amountFen: leftFen,
    } as const
    return { type: 'RecordBankDifference', ...why, ...difference, note: null }
  }
  return { type: 'ClosePeriod', ...inFund(of), month, by: a % 9 === 0 ? 'clerk' : 'bert' }
}

export function workOff(of: Telling, { a }: Draw): Told {
  const open = [...of.state.closing.differences.values()].filter(({ workedOffOn }) => workedOffOn === null)
  const differenceId = pick(open, a)?.differenceId
  if (differenceId === undefined) return null
  const how = { differenceId, on: of.today, ground: '银行已更正', bookingId: null, by: 'clerk' }
  return { type: 'WorkOffBankDifference', ...inFund(of), ...how }
}

export function postStatement(of: Telling, { a }: Draw): Told {
  const period = monthOf(addDays(of.today, -(20 + (a % 60))))
  const posting = { postedOn: of.today, place: '公告栏', noticeDays: 15, files: [], by: 'clerk' }
  return { type: 'PostStatement', ...inFund(of), statementId: `st${of.number}`, period, ...posting }
}

export function compareOfficial(of: Telling, { a, b, fen }: Draw): Told {
  const why = { ...inFund(of), by: 'clerk' }
  const official = pick([...of.state.closing.officials.values()], a)
  if (official && b % 2 === 0) {
    const resolved = { officialId: official.officialId, whole: true, unitIds: [...official.openUnits].slice(0, 10) }
    return { type: 'ResolveOfficialDifferences', ...why, ...resolved, ground: '银行补记' }
  }
  const rows = [...new Set([unitAt(of, a), unitAt(of, b)])].map((unitId) => ({ unitId, officialFen: fen }))
  const balance = { officialId: `of${of.number}`, book: bookAt(a), asOf: of.today, source: '银行', file: null }
  return { type: 'RecordOfficialBalance', ...why, ...balance, officialFen: fen, rows }
}

export function changeBookkeeper(of: Telling, { a, b }: Draw): Told {
  const bookkeeper = pick(Bookkeeper.options, a) ?? 'owners'
  const why = { on: of.today, ground: '业主大会决定', decisionId: b % 5 === 0 ? null : 'dec' }
  return { type: 'ChangeBookkeeper', ...inFund(of), bookkeeper, ...why }
}
