/** From a pool to the accounts: the compound's money by floor area or an agreement, interest by daily balances. */
import { type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { requireAmounts, requireDayCounts, requireOpened } from '../contributions/checks.ts'
import { outOfBank, takenFromClaims } from '../contributions/claims.ts'
import { MAX_FUND_ROWS, type RepairFundEvent } from '../events.ts'
import { evolve, type FundState } from '../fund.state.ts'
import { PoolDistributed } from '../ledger/index.ts'
import { requireInBank } from '../reversals/cash.ts'
import type { Period } from './daily-balances.ts'
import { reject } from './errors.ts'
import { type IncomeFacts, type RecordIncome, recordIncome } from './income.decide.ts'
import { type FloorAreas, type Shares, type Split, sharesOf } from './shares.ts'

type Distributed = z.output<typeof PoolDistributed.schema>

export interface DistributePool
  extends Readonly<
    Pick<Distributed, 'compoundId' | 'distributionId' | 'from' | 'book' | 'on' | 'decisionId' | 'note' | 'files'>
  > {
  readonly type: 'DistributePool'
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
  readonly split: Split
}
/** Interest or yield that came in, and is shared at once by the daily balances of its period. */
export interface CreditInterest
  extends Readonly<Pick<RecordIncome, 'compoundId' | 'incomeId' | 'book' | 'paidOn' | 'today' | 'note' | 'files'>> {
  readonly type: 'CreditInterest'
  readonly kind: 'interest' | 'bond-interest'
  readonly distributionId: Id
  readonly amountFen: number
  readonly period: Period
}

export interface DistributionFacts extends IncomeFacts {
  readonly floorAreas?: FloorAreas
}

type Events = readonly RepairFundEvent[]

const KEYS = {
  compound: new Set(['floor-area', 'agreement', 'claims']),
  undistributed: new Set(['daily-balance', 'agreement']),
} as const

export function distribute(command: DistributePool, state: FundState, facts: DistributionFacts): Events {
  const { compoundId, distributionId, from, book, on, split, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, distributionId)) return []
  requireDayCounts(state, on, today, 'on')
  if (!KEYS[from].has(split.key)) throw reject('distribution-key-wrong', { field: 'key' })
  requireGround(command)
  if (split.key !== 'claims') requireAmounts([split])
  if (split.key === 'daily-balance') requirePeriod(split.period, today)
  const shares = sharesOf(state, book, split, facts.floorAreas)
  const wholeFen = split.key === 'claims' ? sumOf(shares) : split.amountFen
  requireInPool(state, command, wholeFen)
  if (sumOf(shares) === 0) throw reject('distribution-nobody')
  const distributed = distributedEvents(command, shares)
  const claims = takenFromClaims(
    state.ledger,
    compoundId,
    on,
    distributed.flatMap(({ data }) => data.units),
  )
  requireInBank(state.ledger, book, outOfBank(claims))
  return [...distributed, ...claims]
}

export function creditInterest(command: CreditInterest, state: FundState, facts: DistributionFacts): Events {
  const { compoundId, incomeId, distributionId, kind, book, amountFen, period, paidOn, note, files, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, incomeId)) return []
  const income = { type: 'RecordIncome', compoundId, incomeId, kind, book, paidOn, note, files, today } as const
  const nobody = { costs: [], toFundPercent: null, decisionId: null, awardId: null }
  const came = recordIncome({ ...income, ...nobody, into: 'undistributed', grossFen: amountFen }, state, facts)
  const split = { key: 'daily-balance', amountFen, period } as const
  const from = { from: 'undistributed', book, on: paidOn, decisionId: null, note } as const
  const command2: DistributePool = {
    type: 'DistributePool',
    compoundId,
    distributionId,
    ...from,
    files: [],
    split,
    today,
  }
  return [...came, ...distribute(command2, came.reduce(evolve, state), facts)]
}

/**
 * 民法典 art. 283: what belongs to all goes by other weights than floor area only by a decision of all, and so does what
 * covers one's debt; for the undistributed yield of the accounts themselves a paper of the agreement is enough.
 */
function requireGround({ from, split: { key }, decisionId, files }: DistributePool): void {
  if (decisionId !== null) return
  if (key === 'agreement' && from === 'compound') throw reject('distribution-needs-decision', { field: 'decisionId' })
  if (key === 'agreement' && files.length === 0) throw reject('distribution-needs-agreement', { field: 'decisionId' })
  if (key === 'claims') throw reject('distribution-needs-decision', { field: 'decisionId' })
}

function requirePeriod({ from, to }: Period, today: Day): void {
  if (to < from || to > today) throw reject('interest-period-wrong', { field: 'period.to', today })
}

const heldName = { compound: 'compoundFen', undistributed: 'undistributedFen' } as const

function requireInPool({ ledger }: FundState, { from, book, split }: DistributePool, fen: number): void {
  const left = ledger.held[book][heldName[from]]
  const field = split.key === 'claims' ? 'rows' : 'amountFen'
  if (left < fen) throw reject('distribution-more-than-pool', { field, left: formatFen(left), amount: formatFen(fen) })
}

const sumOf = ({ units, sellers }: Shares) => [...units, ...sellers].reduce((sum, { amountFen }) => sum + amountFen, 0)

/** One event as far as its rows go; a very large compound takes several. */
function distributedEvents({ compoundId, distributionId, split, ...command }: DistributePool, shares: Shares) {
  const { from, book, on, decisionId, note, files } = command
  const period = split.key === 'daily-balance' ? split.period : null
  const units = shares.units.map((share, index) => ({ entryId: `${distributionId}-${index + 1}`, ...share }))
  const sellers = shares.sellers.map((share, index) => ({ entryId: `${distributionId}-s${index + 1}`, ...share }))
  const parts = Math.max(1, Math.ceil(units.length / MAX_FUND_ROWS))
  return Array.from({ length: parts }, (_, part) =>
    PoolDistributed({
      ...{ compoundId, from, book, key: split.key, on, period, decisionId, note, files },
      distributionId: part === 0 ? distributionId : `${distributionId}-p${part + 1}`,
      units: units.slice(part * MAX_FUND_ROWS, (part + 1) * MAX_FUND_ROWS),
      sellers: part === 0 ? sellers : [],
    }),
  )
}
