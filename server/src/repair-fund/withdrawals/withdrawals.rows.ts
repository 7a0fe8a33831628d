/** A withdrawal between its rows and the domain's own state, which its views keep as it is. */
import type { Id } from '@changxin/shared/kernel'
import { authorisationKey, reservedShares, statusOfWithdrawal, type Withdrawal } from '@changxin/shared/repair-fund'
import type { Rows } from '../../views/projection.ts'
import type { Read } from '../../views/views.ts'

export const W = 'repair_fund_withdrawals_withdrawal'
export const SHARE = 'repair_fund_withdrawals_share'

export interface WithdrawalRow {
  readonly withdrawal_id: Id
  readonly compound_id: Id
  readonly position: string
  readonly posted: number
  readonly request_id: Id | null
  readonly head: string
  readonly groups: string
  readonly paid: string
  readonly reserved_fen: number
  readonly prepared_on: string
  readonly sample: number
}

/** Without its shares, for lists. */
export const headOf = ({ head }: Pick<WithdrawalRow, 'head'>): Withdrawal => ({
  ...(JSON.parse(head) as Withdrawal),
  ...{ groups: [], paidUnits: {}, paidSellers: {} },
})

export function withdrawalOf({ head, groups, paid }: Pick<WithdrawalRow, 'head' | 'groups' | 'paid'>): Withdrawal {
  return { ...JSON.parse(head), groups: JSON.parse(groups), ...JSON.parse(paid) }
}

export function findRow(read: Pick<Read, 'get'>, withdrawalId: Id): WithdrawalRow | undefined {
  return read.get<WithdrawalRow>(`SELECT * FROM ${W} WHERE withdrawal_id = ?`, withdrawalId)
}

interface Began {
  readonly position: string
  readonly preparedOn: string
  readonly sample: 0 | 1
}

/** `began`: of the first event; later ones keep what stands. */
export function putWithdrawal(rows: Rows, of: Withdrawal, before: Withdrawal | undefined, began: Began): void {
  const { groups, paidUnits, paidSellers, ...head } = of
  const reserved = reservedShares(of)
  const reservedFen = [...reserved.units.values(), ...reserved.sellers.values()].reduce((sum, fen) => sum + fen, 0)
  const ground = of.plan?.ground
  const authorisation =
    ground?.kind === 'decision' && ground.authorisation ? authorisationKey(ground.authorisation) : null
  rows.run(
    `INSERT INTO ${W} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (withdrawal_id) DO UPDATE SET status = excluded.status, posted = max(posted, excluded.posted),
       ord = excluded.ord, request_id = excluded.request_id, authorisation = excluded.authorisation,
       head = excluded.head, groups = excluded.groups, paid = excluded.paid, reserved_fen = excluded.reserved_fen`,
    ...[of.withdrawalId, of.compoundId, began.position, statusOfWithdrawal(of), of.order > 0 ? 1 : 0, of.order],
    ...[of.plan?.requestId ?? of.draft?.requestId ?? null, of.cancelled ? null : authorisation, JSON.stringify(head)],
    ...[JSON.stringify(groups), JSON.stringify({ paidUnits, paidSellers }), reservedFen, began.preparedOn],
    began.sample,
  )
  rows.touch({ table: W, compoundId: of.compoundId })
  if (
    groups !== before?.groups ||
    (before && reserved !== reservedShares(before)) ||
    of.paidUnits !== before?.paidUnits
  )
    putShares(rows, of)
}

function putShares(rows: Rows, of: Withdrawal): void {
  const { units, sellers } = reservedShares(of)
  rows.run(`DELETE FROM ${SHARE} WHERE withdrawal_id = ?`, of.withdrawalId)
  const put = (
    holder: 'unit' | 'seller',
    id: Id,
    at: number,
    share: { book: string; weight: number; unsold: boolean; amountFen: number },
  ) => {
    const paid = (holder === 'unit' ? of.paidUnits : of.paidSellers)[id] ?? 0
    const reserved = (holder === 'unit' ? units : sellers).get(id) ?? 0
    rows.run(
      `INSERT INTO ${SHARE} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[of.withdrawalId, holder, id, of.compoundId, of.order, at, share.book, share.weight],
      ...[share.unsold ? 1 : 0, share.amountFen, paid, reserved],
    )
  }
  of.groups.forEach((group, at) => {
    for (const unit of group.units) put('unit', unit.unitId, at, { ...unit, book: group.book })
    for (const seller of group.sellers)
      put('seller', seller.sellerId, at, { ...seller, weight: 0, unsold: false, book: group.book })
  })
  rows.touch({ table: SHARE, compoundId: of.compoundId })
}
