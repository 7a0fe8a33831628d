/** Withdrawals through all of their steps: mostly the next one, now and then one that is not its turn. */
import { Book } from './ledger/index.ts'
import { open } from './ledger.money.fixture.ts'
import { decisionOf, isHopeless, mended, planOf } from './ledger.plans.fixture.ts'
import { type Draw, FILE, inFund, pick, type Telling, type Told, unitsThere } from './ledger.telling.fixture.ts'
import { Approver } from './rules/rule-words.ts'
import type { ApplicationNews } from './withdrawals/commands.ts'
import { lackingFor } from './withdrawals/reserved.ts'
import type { Ask, Withdrawal } from './withdrawals/withdrawals.state.ts'

const RUNNING = 4
const CLERK = 'clerk'

export function withdraw(of: Telling, draw: Draw): Told {
  const running = [...of.state.withdrawals.byId.values()].filter(({ cancelled, published }) => !cancelled && !published)
  const chosen = pick(running, draw.a)
  if (chosen === undefined || (running.length < RUNNING && draw.b % 4 === 0)) return begin(of, draw)
  return draw.b % 9 === 0 ? aside(of, chosen, draw) : onward(of, chosen, draw)
}

const about = (of: Telling, { withdrawalId }: Pick<Withdrawal, 'withdrawalId'>) =>
  ({ ...inFund(of), withdrawalId, by: CLERK }) as const

function begin(of: Telling, draw: Draw): Told {
  const withdrawalId = `w${of.number}`
  if (draw.a % 3 > 0)
    return { type: 'PlanWithdrawal', ...about(of, { withdrawalId }), isNew: true, plan: planOf(of, draw) }
  const draft = { requestId: `q${of.number}`, proposalId: `qp${of.number}`, partId: 'roof', estimateFen: draw.fen }
  return { type: 'DraftWithdrawal', compoundId: inFund(of).compoundId, withdrawalId, ...draft }
}

function onward(of: Telling, withdrawal: Withdrawal, draw: Draw): Told {
  const { plan, submitted, posted, paidOn, settled, ask } = withdrawal
  const mine = about(of, withdrawal)
  if (plan === null) return { type: 'PlanWithdrawal', ...mine, isNew: false, plan: planOf(of, draw) }
  if (plan.ground.kind === 'decision' && plan.ground.authorisation === null)
    return { type: 'AuthoriseWithdrawal', ...mine, authorisation: decisionOf(of.number) }
  if (ask === null && paidOn === null && isHopeless(plan) && draw.a % 2 === 0)
    return { type: 'PlanWithdrawal', ...mine, isNew: false, plan: mended(plan) }
  if (submitted === null) return { type: 'SubmitWithdrawal', ...mine }
  if (paidOn !== null) return { type: 'PublishWithdrawal', ...mine, place: '公告栏', files: [FILE] }
  if (posted === null && (settled !== null || plan.ground.kind === 'decision' || draw.a % 2 === 0))
    return postOf(of, withdrawal, draw)
  return ask === null ? askOf(of, withdrawal, draw) : paymentOf(of, withdrawal, ask, draw)
}

/** Everybody who is to bear a part has an account first. */
function postOf(of: Telling, withdrawal: Withdrawal, draw: Draw): Told {
  if (of.state.ledger.accountCount < unitsThere(of).length) return open(of, draw)
  return { type: 'PostWithdrawal', ...about(of, withdrawal), place: '公告栏', files: [FILE] }
}

function askOf(of: Telling, withdrawal: Withdrawal, { a, b, fen }: Draw): Told {
  const { plan, paidFen } = withdrawal
  const budgetFen = plan?.budgetFen ?? 1
  const mine = { ...about(of, withdrawal), askId: `ask${of.number}` }
  if (paidFen === 0 && b % 3 === 0)
    return { type: 'AskAdvance', ...mine, amountFen: 1 + (fen % (Math.ceil(budgetFen / 2) + 1)), files: [FILE] }
  // Below, at and over what was paid; at the budget, at the edge of the tolerance (10 %) and a fen over it.
  const edgeFen = budgetFen + Math.floor(budgetFen / 10)
  const over = [budgetFen, 1 + (fen % budgetFen), edgeFen, edgeFen + 1]
  const amounts = paidFen > 0 ? [...over, paidFen, paidFen - (fen % 100), fen % paidFen, paidFen + (fen % 100)] : over
  const settledFen = Math.max(1, pick(amounts, a) ?? 1)
  const papers = { acceptedOn: of.today, acceptance: [FILE], invoices: [FILE] }
  return { type: 'SettleWithdrawal', ...mine, settledFen, ...papers }
}

function paymentOf(of: Telling, withdrawal: Withdrawal, { askId, approvedOn, application }: Ask, draw: Draw): Told {
  const { a, b } = draw
  const mine = about(of, withdrawal)
  if (approvedOn === null) {
    if (withdrawal.posted === null) return postOf(of, withdrawal, draw)
    const by = a % 11 === 0 ? CLERK : 'member'
    const as = (a % 5 === 0 ? pick(Approver.options, b) : undefined) ?? 'subdistrict'
    return { type: 'ApproveWithdrawal', ...mine, askId, by, as }
  }
  if (of.state.bookkeeper !== 'owners' && application?.state !== 'approved')
    return { type: 'RecordApplication', ...mine, news: newsAfter(application?.state ?? null, of, draw) }
  const lacking = lackingFor(of.state.withdrawals, of.state.ledger, withdrawal)
  const poolFen = of.state.ledger.held.commercial.compoundFen
  if (lacking.accounts > 0 && a % 8 > 0)
    return lacking.fen <= poolFen && a % 3 > 0 ? coverOf(of, withdrawal, draw) : fill(of, lacking)
  const asset = a % 7 === 0 ? 'petty-cash' : 'bank'
  return { type: 'PayWithdrawal', ...mine, askId, paymentId: `pay${of.number}`, paidOn: of.today, asset, files: [] }
}

function newsAfter(state: string | null, { today: on, number }: Telling, { a }: Draw): ApplicationNews {
  if (state === null || state === 'returned') return { step: 'stamped', on, scan: FILE }
  if (state === 'stamped') return { step: 'submitted', on, number: null }
  if (a % 4 === 0) return { step: 'returned', on, reason: '缺少发票', file: null }
  return { step: 'approved', on, number: `核${number}`, file: null }
}

function coverOf(of: Telling, withdrawal: Withdrawal, { b }: Draw): Told {
  const source = { distributionId: `c${of.number}`, decisionId: b % 5 === 0 ? null : 'dec', note: '公共收益补足' }
  return { type: 'CoverShortfall', ...about(of, withdrawal), ...source }
}

/** Those who lack something pay it in. */
function fill(of: Telling, { units, sellers }: ReturnType<typeof lackingFor>): Told {
  const [seller] = sellers
  if (seller) {
    const deposit = { depositId: `zd${of.number}`, sellerId: seller[0], amountFen: seller[1] }
    return { type: 'RecordSellerDeposit', ...inFund(of), ...deposit, paidOn: of.today, note: null, files: [] }
  }
  const rows = [...units].map(([unitId, amountFen], at) => ({ entryId: `e${of.number}-${at}`, unitId, amountFen }))
  const list = { contributionId: `k${of.number}`, paidOn: of.today, note: null, file: null, rows }
  return { type: 'RecordContributions', ...inFund(of), ...list, kind: 'top-up' }
}

/** Not its turn, or another way. */
function aside(of: Telling, withdrawal: Withdrawal, draw: Draw): Told {
  const mine = about(of, withdrawal)
  const askId = withdrawal.ask?.askId ?? withdrawal.payments.at(-1)?.askId ?? 'none'
  const book = Book.options.find((each) => of.state.ledger.held[each].compoundFen > 0)
  switch (draw.a % 8) {
    case 0:
      return { type: 'CancelWithdrawal', ...mine, reason: '不做了' }
    case 1:
    case 2:
      return { type: 'TakeBackAsk', ...mine, reason: '金额有误' }
    case 3:
      return { type: 'PlanWithdrawal', ...mine, isNew: false, plan: mended(planOf(of, draw)) }
    case 4:
      return book ? coverOf(of, withdrawal, draw) : { type: 'SubmitWithdrawal', ...mine }
    case 5:
      return { type: 'PublishWithdrawal', ...mine, place: '公告栏', files: [FILE] }
    case 6:
      return askOf(of, withdrawal, draw)
    default: {
      const how = { askId, paymentId: `pay${of.number}`, paidOn: of.today, asset: 'bank' as const, files: [] }
      return { type: 'PayWithdrawal', ...mine, ...how }
    }
  }
}
