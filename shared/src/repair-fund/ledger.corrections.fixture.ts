/** What was wrong is taken back by two persons. */
import { getFrom } from './bucket-map.ts'
import { balanceOf, type FundState } from './fund.state.ts'
import { type Draw, inFund, pick, type Telling, type Told } from './ledger.telling.fixture.ts'
import { Approver } from './rules/rule-words.ts'

/** Whatever was booked, mostly lately; of a payment sometimes a part. */
export function propose(of: Telling, draw: Draw): Told {
  const reversesId = bookedAt(of, draw)
  if (reversesId === undefined) return null
  const { b, fen } = draw
  const isPart = isPayment(of, reversesId) && b % 3 > 0
  const part = isPart ? { amountFen: 1 + (fen % 10_000), cameBackOn: of.today } : { amountFen: null, cameBackOn: null }
  const what = { proposalId: `p${of.number}`, reversesId, ...part, reason: '错', by: 'anna' }
  return { type: 'ProposeReversal', ...inFund(of), ...what }
}

/** One in three: what was paid for works; one in three: what somebody paid in and has spent since. */
function bookedAt(of: Telling, { a, b }: Draw): string | undefined {
  const { booked } = of.memory
  const lately = booked.slice(-LATELY)
  const chosen = [lately, lately.filter((id) => isPayment(of, id)), lately.filter((id) => isSpent(of, id))][a % 3]
  return pick(b % 5 === 0 ? booked : (chosen ?? lately), b)
}
const LATELY = 60

const isPayment = ({ state }: Telling, id: string) =>
  ['advance', 'settlement', 'small-expense'].includes(getFrom(state.ledger.bookings, id)?.kind ?? '')

function isSpent({ state }: Telling, id: string): boolean {
  const entry = getFrom(state.ledger.entries, id)
  if (entry?.holder.of !== 'unit') return false
  return (balanceOf(state, entry.holder.unitId) ?? 0) < entry.fen - entry.reversedFen - entry.owedFen
}

const openProposals = ({ reversals }: FundState) =>
  [...reversals.proposals].filter(([, { state }]) => state === 'open').map(([proposalId]) => proposalId)

export function approve(of: Telling, { a, b }: Draw): Told {
  const proposalId = pick(openProposals(of.state), a)
  if (proposalId === undefined) return null
  const by = pick(['bert', 'bert', 'bert', 'anna', 'clerk'], b) ?? 'bert'
  const approver = (a % 5 === 0 ? pick(Approver.options, b) : undefined) ?? 'subdistrict'
  return { type: 'ApproveReversal', ...inFund(of), proposalId, reversalId: `r${of.number}`, by, approver }
}

export function refuse(of: Telling, { a, b }: Draw): Told {
  const proposalId = pick(openProposals(of.state), a)
  if (proposalId === undefined) return null
  if (b % 2 === 0) return { type: 'WithdrawReversal', ...inFund(of), proposalId, by: 'anna' }
  return { type: 'RefuseReversal', ...inFund(of), proposalId, by: 'bert', reason: '没有记错' }
}
