/** What can happen to a fund, made of whole numbers as they are drawn: each operation reads them as it needs them. */
import { addDays, type Day } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { getFrom } from './bucket-map.ts'
import type { RepairFundEvent } from './events.ts'
import type { FundCommand, FundFacts } from './fund.decider.ts'
import type { FundState } from './fund.state.ts'
import { Book, owedBy, PaymentMade } from './ledger/index.ts'
import { defaultFundRule } from './rules/default-fund-rule.ts'

export const compoundId = 'c1'
export const FIRST_DAY: Day = '2026-01-01'
const UNITS_A_BUILDING = 10

export interface Place {
  readonly units: readonly { readonly unitId: string; readonly buildingId: string }[]
  readonly facts: FundFacts
}

export function placeOf(size: number): Place {
  const units = Array.from({ length: size }, (_, index) => ({
    unitId: `u${index}`,
    buildingId: `b${Math.floor(index / UNITS_A_BUILDING)}`,
  }))
  // Areas of every remainder, so that shares do not come out even.
  const floorAreas = new Map(units.map(({ unitId }, index) => [unitId, 3_001 + ((index * 7_919) % 9_973)]))
  return { units, facts: { units, floorAreas, fundRule: defaultFundRule } }
}

/** What an operation is made of: whole numbers, read as the operation needs them. */
export interface Draw {
  readonly kind: number
  readonly a: number
  readonly b: number
  readonly fen: number
}
export const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.nat({ max: 99 }),
  a: fc.nat({ max: 1_000_000 }),
  b: fc.nat({ max: 1_000_000 }),
  fen: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000 })),
})

export interface Telling {
  readonly place: Place
  readonly number: number
  readonly today: Day
  readonly state: FundState
  readonly log: readonly RepairFundEvent[]
}
export type Told = FundCommand | RepairFundEvent | null

const pick = <Of>(from: readonly Of[], at: number): Of | undefined => from[at % Math.max(1, from.length)]
const bookAt = (at: number) => Book.options[at % 2] ?? 'commercial'
/** Most money is dated today, some of it earlier. */
const dayAt = ({ today }: Telling, at: number) => (at % 4 === 0 ? addDays(today, -(at % 40)) : today)

const operations: readonly [weight: number, make: (of: Telling, draw: Draw) => Told][] = [
  [18, contribute],
  [6, income],
  [8, distribute],
  [4, interest],
  [8, payment],
  [6, assets],
  [18, propose],
  [14, approve],
  [4, refuse],
  [4, suspense],
  [4, assign],
  [2, seller],
  [2, classify],
  [1, rearrange],
  [1, lose],
]

export function contribute(of: Telling, { a, b, fen }: Draw): Told {
  const paidOn = dayAt(of, b)
  const rows = Array.from({ length: 1 + (a % 3) }, (_, index) => ({
    entryId: `e${of.number}-${index}`,
    unitId: pick(of.place.units, a + index * b)?.unitId ?? '',
    amountFen: fen + index,
  }))
  const list = { contributionId: `k${of.number}`, kind: 'top-up', paidOn, note: null, file: null, rows } as const
  return { type: 'RecordContributions', compoundId, today: of.today, ...list }
}

export function income(of: Telling, { a, b, fen }: Draw): Told {
  const costs = a % 2 === 0 ? [{ purpose: '人工', amountFen: (b % fen) + 1, file: 'f'.repeat(64) }] : []
  const came = {
    incomeId: `i${of.number}`,
    book: bookAt(b),
    paidOn: dayAt(of, a),
    note: null,
    files: [],
    awardId: null,
  }
  const kind = { kind: 'common-income', into: 'compound', toFundPercent: 1 + (b % 100), decisionId: 'dec' } as const
  return { type: 'RecordIncome', compoundId, today: of.today, ...came, ...kind, grossFen: fen, costs }
}

function distribute(of: Telling, { a, b, fen }: Draw): Told {
  const { ledger } = of.state
  const book = bookAt(a)
  const base = { distributionId: `d${of.number}`, book, on: of.today, decisionId: 'dec', note: null }
  const command = { type: 'DistributePool', compoundId, today: of.today, ...base } as const
  const owing = pick([...ledger.owed.keys()], b)
  if (a % 4 === 0 && owing !== undefined) {
    const amountFen = Math.min(owedBy(ledger, owing), ledger.held[book].compoundFen)
    return { ...command, from: 'compound', split: { key: 'claims', rows: [{ unitId: owing, amountFen }] } }
  }
  const left = a % 4 === 1 ? ledger.held[book].undistributedFen : ledger.held[book].compoundFen
  const amountFen = 1 + (fen % Math.max(1, left))
  if (a % 4 === 1) {
    const period = { from: addDays(of.today, -30), to: of.today }
    return { ...command, from: 'undistributed', split: { key: 'daily-balance', amountFen, period } }
  }
  return { ...command, from: 'compound', split: { key: 'floor-area', amountFen } }
}

function interest(of: Telling, { a, fen }: Draw): Told {
  const ids = { incomeId: `i${of.number}`, distributionId: `d${of.number}` }
  const period = { from: addDays(of.today, -(a % 90)), to: of.today }
  const came = { kind: 'interest' as const, book: bookAt(a), amountFen: fen, paidOn: of.today, note: null, files: [] }
  return { type: 'CreditInterest', compoundId, today: of.today, ...ids, period, ...came }
}

/** As works are paid: some units of one book by what they have, and the compound's pool. Posted as the event itself. */
function payment(of: Telling, { a, b }: Draw): Told {
  const book = bookAt(b)
  const bank = of.state.ledger.totals[book].bank ?? 0
  let left = bank
  const units = Array.from({ length: 1 + (b % 5) }, (_, index) => pick(of.place.units, a + index)?.unitId ?? '')
    .filter((unitId, index, all) => all.indexOf(unitId) === index)
    .flatMap((unitId, index) => {
      const account = getFrom(of.state.ledger.accounts, unitId)
      const amountFen = Math.min(left, account?.book === book ? Math.ceil((account.balanceFen * (1 + (b % 3))) / 3) : 0)
      left -= amountFen
      return amountFen > 0 ? [{ entryId: `w${of.number}-${index}`, unitId, amountFen }] : []
    })
  const pool = book === 'commercial' ? of.state.ledger.held.commercial.compoundFen : 0
  const compoundFen = Math.min(left, Math.floor(pool / (2 + (a % 3))))
  const amountFen = units.reduce((sum, unit) => sum + unit.amountFen, compoundFen)
  if (amountFen === 0) return null
  return PaymentMade({
    ...{ compoundId, paymentId: `w${of.number}`, kind: 'settlement', withdrawalId: 'w', amountFen, asset: 'bank' },
    ...{ paidOn: of.today, purpose: '维修', payee: null, files: [], units, sellers: [], compoundFen },
  })
}

function assets(of: Telling, { a, b, fen }: Draw): Told {
  const [from, to] = pick(
    [
      ['bank', 'bonds'],
      ['bonds', 'bank'],
      ['bank', 'petty-cash'],
      ['petty-cash', 'bank'],
    ] as const,
    a,
  ) ?? ['bank', 'bonds']
  const move = {
    moveId: `m${of.number}`,
    book: bookAt(b),
    from,
    to,
    amountFen: fen,
    on: of.today,
    decisionId: 'dec',
    note: null,
  } as const
  return { type: 'MoveAssets', compoundId, today: of.today, ...move }
}

/** Whatever was booked, lately more often. */
function propose(of: Telling, { a, b, fen }: Draw): Told {
  const ids = of.log.flatMap(bookedIds)
  const reversesId = pick(b % 2 === 0 ? ids.slice(-20) : ids, a)
  if (reversesId === undefined) return null
  const isPart = reversesId.startsWith('w') && b % 3 === 0
  const what = { reversesId, amountFen: isPart ? fen : null, cameBackOn: isPart ? of.today : null, reason: '错' }
  return { type: 'ProposeReversal', compoundId, today: of.today, proposalId: `p${of.number}`, ...what, by: 'anna' }
}

export function bookedIds(event: RepairFundEvent): readonly string[] {
  switch (event.type) {
    case 'ContributionsRecorded':
    case 'SuspenseAssigned':
      return event.data.rows.map(({ entryId }) => entryId)
    case 'IncomeReceived':
      return [event.data.incomeId]
    case 'PoolDistributed':
      return [event.data.distributionId]
    case 'PaymentMade':
      return [event.data.paymentId]
    case 'SellerDeposited':
      return [event.data.depositId]
    default:
      return []
  }
}

const openProposals = ({ reversals }: FundState) =>
  [...reversals.proposals].filter(([, { state }]) => state === 'open').map(([proposalId]) => proposalId)

function approve(of: Telling, { a }: Draw): Told {
  const proposalId = pick(openProposals(of.state), a)
  if (proposalId === undefined) return null
  const by = { by: a % 9 === 0 ? 'anna' : 'bert', approver: 'subdistrict' } as const
  return { type: 'ApproveReversal', compoundId, today: of.today, proposalId, reversalId: `r${of.number}`, ...by }
}

function refuse(of: Telling, { a, b }: Draw): Told {
  const proposalId = pick(openProposals(of.state), a)
  if (proposalId === undefined) return null
  const about = { compoundId, today: of.today, proposalId }
  if (b % 2 === 0) return { type: 'WithdrawReversal', ...about, by: 'anna' }
  return { type: 'RefuseReversal', ...about, by: 'bert', reason: '没有记错' }
}

function suspense(of: Telling, { a, b, fen }: Draw): Told {
  const rows = [{ entryId: `s${of.number}`, amountFen: fen, paidOn: dayAt(of, b), row: null }]
  return {
    type: 'RecordSuspense',
    compoundId,
    today: of.today,
    receiptId: `sr${of.number}`,
    book: bookAt(a),
    file: null,
    rows,
  }
}

function assign(of: Telling, { a, b, fen }: Draw): Told {
  const waiting = of.log.flatMap((event) =>
    event.type === 'SuspenseReceived' ? event.data.rows.map((row) => row.entryId) : [],
  )
  const suspenseId = pick(waiting, a)
  const unitId = pick(of.place.units, b)?.unitId
  if (suspenseId === undefined || unitId === undefined) return null
  if (a % 5 === 0) {
    const back = { returnId: `sb${of.number}`, suspenseId, paidOn: of.today, reason: '查无此户', file: null }
    return { type: 'ReturnSuspense', compoundId, today: of.today, ...back }
  }
  const rows = [{ entryId: `a${of.number}`, unitId, amountFen: fen, suspenseId }]
  return {
    type: 'AssignSuspense',
    compoundId,
    today: of.today,
    assignmentId: `sa${of.number}`,
    kind: 'top-up',
    on: of.today,
    rows,
  }
}

function seller(of: Telling, { a, b, fen }: Draw): Told {
  const known = [...of.state.ledger.sellers.keys()]
  const sellerId = pick(known, a)
  if (sellerId === undefined || known.length < 3) {
    const buildingId = pick(of.place.units, b)?.buildingId ?? ''
    return { type: 'OpenSellerAccount', compoundId, sellerId: `z${of.number}`, buildingId, name: `厂${of.number}` }
  }
  const deposit = { depositId: `zd${of.number}`, sellerId, amountFen: fen, paidOn: dayAt(of, b), note: null, files: [] }
  return { type: 'RecordSellerDeposit', compoundId, today: of.today, ...deposit }
}

function classify(of: Telling, { a, b }: Draw): Told {
  const unitIds = [pick(of.place.units, a)?.unitId ?? '', pick(of.place.units, b)?.unitId ?? '']
  return { type: 'ClassifyUnits', compoundId, book: bookAt(a + b), unitIds }
}

function rearrange(of: Telling, { a, b }: Draw): Told {
  const [one, other] = [pick(of.place.units, a)?.unitId ?? '', pick(of.place.units, a + 1 + (b % 7))?.unitId ?? '']
  const change = { changeId: `x${of.number}`, on: of.today, reason: '调整' }
  return b % 2 === 0
    ? {
        type: 'RearrangeAccounts',
        compoundId,
        today: of.today,
        ...change,
        kind: 'split',
        fromUnitIds: [one],
        toUnitIds: [one, other],
      }
    : {
        type: 'RearrangeAccounts',
        compoundId,
        today: of.today,
        ...change,
        kind: 'merge',
        fromUnitIds: [one, other],
        toUnitIds: [other],
      }
}

function lose(of: Telling, { a }: Draw): Told {
  const due = of.log.flatMap((event) => (event.type === 'BuildingLost' ? event.data.units : []))
  const entry = pick(due, a)
  if (entry && a % 2 === 0) {
    const payment = { paymentId: `lp${of.number}`, lossEntryId: entry.entryId, paidOn: of.today, file: null }
    return { type: 'PayLoss', compoundId, today: of.today, by: 'p3', ...payment }
  }
  // Now and then, or nothing would be left to try.
  if (a % 5 !== 1) return null
  const buildingId = pick(of.place.units, a)?.buildingId ?? ''
  return {
    type: 'RecordBuildingLoss',
    compoundId,
    today: of.today,
    lossId: `l${of.number}`,
    buildingId,
    on: of.today,
    reason: '拆除',
    files: [],
  }
}

const WEIGHTS = operations.reduce((sum, [weight]) => sum + weight, 0)
export function operationOf(of: Telling, drawn: Draw): Told {
  let at = drawn.kind % WEIGHTS
  for (const [weight, make] of operations) {
    if (at < weight) return make(of, drawn)
    at -= weight
  }
  return null
}
