/** Money that comes in, is shared out, is found a unit for, and moves between the assets. */
import { addDays } from '@changxin/shared/kernel'
import { getFrom } from './bucket-map.ts'
import { ContributionKind } from './fund-words.ts'
import { owedBy } from './ledger/index.ts'
import {
  bookAt,
  buildingAt,
  type Draw,
  dayAt,
  FILE,
  inFund,
  pick,
  type Telling,
  type Told,
  unitAt,
  unitsThere,
} from './ledger.telling.fixture.ts'
import { leftOf } from './suspense/suspense.decide.ts'

const came = { note: null, files: [] }

/** Also accounts for units that came later. */
export function open(of: Telling, { a }: Pick<Draw, 'a'>): Told {
  const { place, today } = of
  const decided = a % 2 === 0 ? { decisionId: 'dec' } : { paper: { file: FILE, on: today } }
  const how = { openedOn: today, bookkeeper: place.bookkeeper, ground: '业主大会决定', ...decided }
  return { type: 'OpenFund', ...inFund(of), ...how }
}

export function contribute(of: Telling, { a, b, fen }: Draw): Told {
  const rows = Array.from({ length: 1 + (a % 3) }, (_, index) => ({
    entryId: `e${of.number}-${index}`,
    unitId: unitAt(of, a + index * b),
    amountFen: fen + index,
  }))
  const list = { contributionId: `k${of.number}`, paidOn: dayAt(of, b), note: null, file: null, rows }
  const kind = pick(ContributionKind.options, a) ?? 'top-up'
  const command = { type: 'RecordContributions', ...inFund(of), ...list, kind } as const
  return b % 3 === 0 ? { ...command, keepsClosed: { collectionId: null } } : command
}

/** Every home at once, by its floor area. */
export function collect(of: Telling, { fen }: Draw): Told {
  const rows = unitsThere(of)
    .filter(({ unitId }) => !of.state.accounts.closed.has(unitId))
    .map(({ unitId, floorArea }, index) => ({
      ...{ entryId: `e${of.number}-${index}`, unitId },
      amountFen: (floorArea ?? 1) + (fen % 10_000),
    }))
  const list = { contributionId: `k${of.number}`, paidOn: of.today, note: null, file: null, rows }
  return { type: 'RecordContributions', ...inFund(of), ...list, kind: 'first-deposit' }
}

export function income(of: Telling, { a, b, fen }: Draw): Told {
  const costs = a % 2 === 0 ? [{ purpose: '人工', amountFen: (b % fen) + 1, file: FILE }] : []
  const what = { incomeId: `i${of.number}`, book: bookAt(b), paidOn: dayAt(of, a), ...came, awardId: null }
  const kind = { kind: 'common-income', into: 'compound', toFundPercent: 1 + (b % 100), decisionId: 'dec' } as const
  return { type: 'RecordIncome', ...inFund(of), ...what, ...kind, grossFen: fen, costs }
}

export function distribute(of: Telling, { a, b, fen }: Draw): Told {
  const { ledger } = of.state
  const book = bookAt(b)
  const base = { distributionId: `d${of.number}`, book, on: of.today, decisionId: 'dec', ...came }
  const command = { type: 'DistributePool', ...inFund(of), ...base } as const
  const owing = pick([...ledger.owed.keys()], b)
  const ofClaim = Math.min(owing === undefined ? 0 : owedBy(ledger, owing), ledger.held[book].compoundFen)
  if (owing !== undefined && ofClaim > 0 && a % 3 === 0)
    return { ...command, from: 'compound', split: { key: 'claims', rows: [{ unitId: owing, amountFen: ofClaim }] } }
  const from = a % 4 === 1 ? 'undistributed' : 'compound'
  const amountFen = 1 + (fen % Math.max(1, ledger.held[book][`${from}Fen`]))
  if (from === 'undistributed') {
    const period = { from: addDays(of.today, -30), to: of.today }
    return { ...command, from, split: { key: 'daily-balance', amountFen, period } }
  }
  if (a % 4 > 0) return { ...command, from, split: { key: 'floor-area', amountFen } }
  const unitIds = [...new Set([unitAt(of, b), unitAt(of, a), unitAt(of, a + 1)])]
  const rows = unitIds.map((unitId, index) => ({ unitId, weight: (a + index * b) % 97 }))
  return { ...command, from, split: { key: 'agreement', amountFen, rows } }
}

export function interest(of: Telling, { a, fen }: Draw): Told {
  const ids = { incomeId: `i${of.number}`, distributionId: `d${of.number}` }
  const period = { from: addDays(of.today, -(a % 90)), to: of.today }
  const money = { kind: 'interest', book: bookAt(a), amountFen: fen, paidOn: of.today, ...came } as const
  return { type: 'CreditInterest', ...inFund(of), ...ids, period, ...money }
}

const MOVES = [
  ['bank', 'bonds'],
  ['bank', 'petty-cash'],
  ['petty-cash', 'bank'],
] as const
export function assets(of: Telling, { a, b, fen }: Draw): Told {
  const base = { moveId: `m${of.number}`, on: of.today, decisionId: 'dec', note: null, maturesOn: null, ofMoveId: null }
  const command = { type: 'MoveAssets', ...inFund(of), ...base } as const
  const [ofMoveId, bond] = pick([...of.state.incomes.bonds], b) ?? []
  if (ofMoveId !== undefined && bond && a % 3 === 0) {
    const amountFen = a % 2 === 0 ? bond.leftFen : 1 + (fen % (bond.leftFen + 1))
    return { ...command, book: bond.book, from: 'bonds', to: 'bank', amountFen, ofMoveId }
  }
  const [from, to] = pick(MOVES, a) ?? MOVES[0]
  const amountFen = 1 + (fen % Math.max(1, of.state.ledger.totals[bookAt(b)][from] ?? 0))
  const maturesOn = to === 'bonds' ? addDays(of.today, 365) : null
  return { ...command, book: bookAt(b), from, to, amountFen: Math.ceil(amountFen / (1 + (a % 9))), maturesOn }
}

export function suspense(of: Telling, { a, b, fen }: Draw): Told {
  const rows = [{ entryId: `s${of.number}`, amountFen: fen, paidOn: dayAt(of, b), row: null }]
  return { type: 'RecordSuspense', ...inFund(of), receiptId: `sr${of.number}`, book: bookAt(a), file: null, rows }
}

/** Lately received ones first: older ones are mostly worked off. */
export function assign(of: Telling, { a, b, fen }: Draw): Told {
  const suspenseId = pick(of.memory.receipts.slice(-6), a)
  if (suspenseId === undefined) return null
  if (b % 4 === 0) {
    const back = { returnId: `sb${of.number}`, suspenseId, paidOn: of.today, reason: '查无此户', file: null }
    return { type: 'ReturnSuspense', ...inFund(of), ...back }
  }
  const amountFen = b % 5 === 0 ? fen : Math.ceil(leftOf(of.state, suspenseId) / (1 + (b % 3)))
  const rows = [{ entryId: `a${of.number}`, unitId: unitAt(of, b), amountFen: Math.max(1, amountFen), suspenseId }]
  const what = { assignmentId: `sa${of.number}`, kind: 'top-up', on: of.today, rows } as const
  return { type: 'AssignSuspense', ...inFund(of), ...what }
}

export function seller(of: Telling, { a, b, fen }: Draw): Told {
  const known = [...of.state.ledger.sellers.keys()]
  const sellerId = pick(known, a)
  if (sellerId === undefined || (known.length < 3 && a % 3 === 0)) {
    const firm = { sellerId: `z${of.number}`, buildingId: buildingAt(of, b), name: `厂${of.number}` }
    return { type: 'OpenSellerAccount', compoundId: inFund(of).compoundId, ...firm }
  }
  const deposit = { depositId: `zd${of.number}`, sellerId, amountFen: fen, paidOn: dayAt(of, b), ...came }
  return { type: 'RecordSellerDeposit', ...inFund(of), ...deposit }
}

/** Homes of one building that nothing was booked for yet go to the other book; now and then one that has entries. */
export function classify(of: Telling, { a, b }: Draw): Told {
  const { accounts } = of.state.ledger
  const unused = of.place.units.filter(({ unitId }) => getFrom(accounts, unitId)?.entries === 0)
  const buildingId = pick(unused, a)?.buildingId
  const homes = unused.filter((unit) => unit.buildingId === buildingId)
  if (homes.length === 0) return null
  const unitIds = (b % 7 === 0 ? [...homes, ...of.place.units.slice(0, 2)] : homes).map(({ unitId }) => unitId)
  return { type: 'ClassifyUnits', compoundId: inFund(of).compoundId, book: bookAt(b), unitIds: [...new Set(unitIds)] }
}
