/** Units are sold, divided, joined and lost; whatever changes accounts is proposed by one and approved by another. */
import type { AccountChange } from './accounts/account-change.ts'
import { getFrom } from './bucket-map.ts'
import { balanceOf, type FundState } from './fund.state.ts'
import { buildingAt, type Draw, FILE, inFund, pick, type Telling, type Told, unitAt } from './ledger.telling.fixture.ts'

/** A building is lost late in a story, or where others are left: otherwise nothing would be left to try. */
const LATE = 150
const MANY_BUILDINGS = 3

export function change(of: Telling, draw: Draw): Told {
  const made = changeOf(of, draw)
  if (made === null) return null
  const command = { type: 'ProposeAccountChange', ...inFund(of), proposalId: `ac${of.number}` } as const
  return { ...command, change: made, files: [FILE], by: 'anna' }
}

function changeOf(of: Telling, { a, b, fen }: Draw): AccountChange | null {
  const why = { on: of.today, reason: '调整' }
  if (a % 6 < 2) {
    const isPossible = of.number > LATE || of.place.units.length > 10 * MANY_BUILDINGS
    return isPossible ? { kind: 'loss', ...why, buildingId: buildingAt(of, b) } : null
  }
  const back = a % 6 < 4 ? wayBack(of.state, b) : null
  if (back) return { ...why, ...back }
  const [one, other, third] = [unitAt(of, b), unitAt(of, b + 1), unitAt(of, b + 2)]
  const many = fen % 2 === 0 ? [one, other] : [other, third]
  return a % 2 === 0
    ? { kind: 'split', ...why, fromUnitIds: [one], toUnitIds: many }
    : { kind: 'merge', ...why, fromUnitIds: many, toUnitIds: [b % 3 === 0 ? one : other] }
}

/** The opposite of what closed an account, lately. */
function wayBack(
  { accounts }: FundState,
  at: number,
): Pick<Extract<AccountChange, { kind: 'split' | 'merge' }>, 'kind' | 'fromUnitIds' | 'toUnitIds'> | null {
  const [ended, became] = pick([...accounts.successors].slice(-2), at) ?? []
  if (ended === undefined || became === undefined) return null
  const [into] = became
  const merger = into && became.length === 1 ? accounts.mergers.get(into.unitId)?.at(-1) : undefined
  if (into && merger) {
    const parts = merger.ended.length > 1 ? merger.ended : [...merger.ended, into.unitId]
    return { kind: 'split', fromUnitIds: [into.unitId], toUnitIds: [...parts] }
  }
  return { kind: 'merge', fromUnitIds: became.map(({ unitId }) => unitId), toUnitIds: [ended] }
}

export function decideChange(of: Telling, { a, b }: Draw): Told {
  const open = [...of.state.accounts.changes].filter(([, { state }]) => state === 'open').map(([id]) => id)
  const proposalId = pick(open, a)
  if (proposalId === undefined) return null
  if (b % 5 === 0) return { type: 'RefuseAccountChange', ...inFund(of), proposalId, by: 'bert', reason: '资料不全' }
  return { type: 'ApproveAccountChange', ...inFund(of), proposalId, by: b % 7 === 0 ? 'anna' : 'bert' }
}

export function payLoss(of: Telling, { a, b }: Draw): Told {
  const lossEntryId = pick(of.memory.losses, a)
  if (lossEntryId === undefined) return null
  const payment = { paymentId: `lp${of.number}`, lossEntryId, paidOn: of.today, file: null }
  return { type: 'PayLoss', ...inFund(of), by: b % 9 === 0 ? 'bert' : 'clerk', ...payment }
}

export function sell(of: Telling, { a, b }: Draw): Told {
  const sale = { handoverId: `h${of.number}`, unitId: unitAt(of, a), on: of.today, buyerToldOn: of.today }
  if (b % 2 > 0) return { type: 'RecordSaleHandover', ...inFund(of), ...sale, file: null }
  const empty = of.place.units.filter(({ unitId }) => balanceOf(of.state, unitId) === 0)
  const unitId = pick(empty, a)?.unitId
  // Enough are left to go on with.
  if (unitId === undefined || empty.length * 2 > of.place.units.length + 1) return null
  return getFrom(of.state.ledger.accounts, unitId)
    ? { type: 'CloseAccount', ...inFund(of), unitId, reason: '登记错误' }
    : null
}
