/** Money in beside owners' contributions: common income net of evidenced cost, grants, donations, interest, scrap value. */
import { type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { requireAmounts, requireDayCounts, requireOpened, requireRoomFor } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { IncomeReceived } from '../ledger/index.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import { reject } from './errors.ts'

type Received = z.output<typeof IncomeReceived.schema>

export interface RecordIncome extends Readonly<Omit<Received, 'amountFen' | 'share' | 'costs'>> {
  readonly type: 'RecordIncome'
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
  readonly costs: readonly Received['costs'][number][]
  /** Of common income: how much of what is left after the costs goes to the fund. Null for anything else. */
  readonly toFundPercent: number | null
}

/** What an income rests on beside the fund itself. */
export interface IncomeFacts {
  /** The rule in force on the day the money came. */
  readonly fundRule?: FundRule
  /** Of the command's award; null: the compound was granted no such award. */
  readonly award?: { readonly amountFen: number } | null
}

const YIELDS: ReadonlySet<string> = new Set(['interest', 'bond-interest'])

export function recordIncome(command: RecordIncome, state: FundState, facts: IncomeFacts): readonly RepairFundEvent[] {
  const { compoundId, incomeId, kind, book, into, grossFen, paidOn, note, files, decisionId, awardId } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, incomeId)) return []
  requireDayCounts(state, paidOn, command.today)
  requireAmounts([{ amountFen: grossFen }])
  if (into === 'undistributed' && !YIELDS.has(kind)) throw reject('income-pool-wrong', { field: 'into' })
  const share = kind === 'common-income' ? shareOf(command, facts) : null
  const costs = [...command.costs]
  if (share === null && costs.length > 0) throw reject('income-costs-only-common', { field: 'costs' })
  const amountFen = share === null ? grossFen : toFundFen(netOf(grossFen, costs), share.percent)
  requireAward(command, amountFen, state, facts)
  requireRoomFor(state, [{ amountFen }], 'grossFen')
  const came = { compoundId, incomeId, kind, book, into, grossFen, costs, share, amountFen, paidOn, note, files }
  return [IncomeReceived({ ...came, decisionId, awardId })]
}

/** By the owners' decision any share; without one at least what the rule in force asks for. */
function shareOf({ toFundPercent: percent, decisionId }: RecordIncome, { fundRule }: IncomeFacts): Received['share'] {
  if (percent === null || !Number.isInteger(percent) || percent < 1 || percent > 100)
    throw reject('income-share-missing', { field: 'toFundPercent' })
  if (decisionId !== null) return { percent, ruleId: null }
  if (!fundRule) throw new TypeError('RecordIncome needs the fund rule')
  const least = fundRule.settings.incomeToFundPercent.value
  if (percent < least) throw reject('income-share-below-rule', { field: 'toFundPercent', least })
  return { percent, ruleId: fundRule.ruleId }
}

/** What is left after the costs (民法典 art. 282), each of which has its evidence. */
function netOf(grossFen: number, costs: Received['costs']): number {
  requireAmounts(costs)
  const costsFen = costs.reduce((sum, { amountFen }) => sum + amountFen, 0)
  if (costsFen >= grossFen)
    throw reject('income-costs-too-high', { field: 'costs', costs: formatFen(costsFen), gross: formatFen(grossFen) })
  return grossFen - costsFen
}

/** Never less than the share: a fen that cannot be divided goes to the fund. */
export const toFundFen = (netFen: number, percent: number) => Number((BigInt(netFen) * BigInt(percent) + 99n) / 100n)

function requireAward({ kind, awardId }: RecordIncome, amountFen: number, state: FundState, facts: IncomeFacts): void {
  if (awardId === null) return
  if (kind !== 'grant') throw reject('award-only-grant', { field: 'awardId' })
  if (facts.award === undefined) throw new TypeError('RecordIncome needs the award')
  if (facts.award === null) throw reject('award-unknown', { field: 'awardId' })
  if (state.incomes.ofAward.has(awardId)) throw reject('award-paid', { field: 'awardId' })
  if (amountFen > facts.award.amountFen)
    throw reject('award-exceeded', { award: formatFen(facts.award.amountFen), amount: formatFen(amountFen) })
}

/** What the compound was granted and has not got yet is awaited; whoever enters the money names it. */
export const isAwardPaid = ({ incomes }: FundState, awardId: Id): boolean => incomes.ofAward.has(awardId)
