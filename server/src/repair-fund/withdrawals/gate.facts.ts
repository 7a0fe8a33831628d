/** The facts of the steps as the views have them, for pages; commands read them from the log (`withdrawals.facts.ts`). */
import type { Day, Id } from '@changxin/shared/kernel'
import { warrantyOf } from '@changxin/shared/maintenance'
import {
  type Authorised,
  authorisationKey,
  codeOfPart,
  dueShares,
  type FundRule,
  type GateFacts,
  type Lacking,
  lackingOf,
  lookedAtOn,
  type Shares,
  type Withdrawal,
  type WithdrawalPlan,
} from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import { managedOn } from '../../management/index.ts'
import { commonPartsOf } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { FUND_RULE_TABLES, fundRuleIn } from '../rules/rules.queries.ts'
import { SHARE, W } from './withdrawals.rows.ts'

/** What the steps are read from: `reads` of every query that shows them. */
export const GATE_TABLES = [
  ...[W, SHARE, 'repair_fund_withdrawals_authorisation', 'repair_fund_withdrawals_liability'],
  ...['repair_fund_account', 'repair_fund_seller', 'repair_fund_fund', 'places_part', 'clock_day'],
  ...['management_mode', ...FUND_RULE_TABLES],
]

/** One compound on one day: read once for all its withdrawals. */
export interface Place {
  readonly read: Read
  readonly compoundId: Id
  readonly today: Day
  readonly rule: FundRule
  readonly ownBook: boolean
}

export function placeIn(read: Read, compoundId: Id): Place {
  const today = newestDay(read) ?? ''
  const sql = 'SELECT bookkeeper FROM repair_fund_fund WHERE compound_id = ?'
  const ownBook = read.get<{ bookkeeper: string }>(sql, compoundId)?.bookkeeper === 'owners'
  return { read, compoundId, today, rule: fundRuleIn(read, compoundId, today), ownBook }
}

/** `of` with its shares where something is asked for. */
export function gateFactsIn(place: Place, of: Withdrawal): GateFacts {
  const { today, rule, ownBook } = place
  const lacking = of.ask ? lackingIn(place, of, dueShares(of)) : null
  return {
    ...{ today, rule, ownBook, part: partOf(place, of.plan), liability: liabilityOf(place, of.plan) },
    ...{ authorised: authorisedOf(place, of.plan), usedBy: usedBy(place, of) },
    mode: managedOn(place.read, place.compoundId, lookedAtOn(of.plan, today)).mode,
    short: lacking && { units: lacking.accounts, fen: lacking.fen },
  }
}

function partOf({ read, compoundId, today }: Place, plan: WithdrawalPlan | null): GateFacts['part'] {
  if (plan?.partId == null) return null
  const part = commonPartsOf(read, compoundId).find(({ partId }) => partId === plan.partId)
  return part ? { code: codeOfPart(part.kind), warrantyUntil: warrantyOf(part, today).until } : null
}

function liabilityOf({ read, compoundId }: Place, plan: WithdrawalPlan | null): GateFacts['liability'] {
  if (plan?.requestId == null) return null
  const row = read.get<{ route: NonNullable<GateFacts['liability']>['route']; damaged: number }>(
    'SELECT route, damaged FROM repair_fund_withdrawals_liability WHERE request_id = ? AND compound_id = ?',
    plan.requestId,
    compoundId,
  )
  return row ? { route: row.route, damaged: row.damaged === 1 } : null
}

function authorisedOf({ read, compoundId }: Place, plan: WithdrawalPlan | null): Authorised | null {
  if (plan?.ground.kind !== 'decision' || plan.ground.authorisation === null) return null
  const { decisionId, itemId } = plan.ground.authorisation
  const row = read.get<{ data: string; void: number }>(
    `SELECT data, void FROM repair_fund_withdrawals_authorisation
     WHERE decision_id = ? AND item_id = ? AND compound_id = ?`,
    ...[decisionId, itemId, compoundId],
  )
  return row ? { ...JSON.parse(row.data), annulled: row.void === 1 } : null
}

function usedBy({ read, compoundId }: Place, { withdrawalId, plan }: Withdrawal): Id | null {
  if (plan?.ground.kind !== 'decision' || plan.ground.authorisation === null) return null
  const row = read.get<{ withdrawal_id: Id }>(
    `SELECT w.withdrawal_id FROM ${W} w, json_each(w.head, '$.served') s
     WHERE w.compound_id = ? AND w.withdrawal_id <> ? AND w.status <> 'cancelled' AND s.value = ? LIMIT 1`,
    ...[compoundId, withdrawalId, authorisationKey(plan.ground.authorisation)],
  )
  return row?.withdrawal_id ?? null
}

/** What accounts lack for `due`, after what withdrawals that were posted before this one have set aside. */
export function lackingIn(
  { read, compoundId }: Place,
  of: Pick<Withdrawal, 'withdrawalId' | 'order'>,
  due: Shares,
): Lacking {
  const key = (kind: keyof Shares, id: Id) => `${kind} ${id}`
  const balances = new Map<string, number>()
  const put = (kind: keyof Shares, sql: string) => {
    for (const { id, fen } of read.all<{ id: Id; fen: number }>(sql, compoundId)) balances.set(key(kind, id), fen)
  }
  put('units', 'SELECT unit_id AS id, balance_fen AS fen FROM repair_fund_account WHERE compound_id = ?')
  put('sellers', 'SELECT seller_id AS id, balance_fen AS fen FROM repair_fund_seller WHERE compound_id = ?')
  const aside = new Map(
    read
      .all<{ holder: 'unit' | 'seller'; id: Id; fen: number }>(
        `SELECT holder, holder_id AS id, sum(reserved_fen) AS fen FROM ${SHARE}
         WHERE compound_id = ? AND ord > 0 AND ord < ? AND withdrawal_id <> ? AND reserved_fen > 0
         GROUP BY holder, holder_id`,
        // One that is not posted yet comes after all that are.
        ...[compoundId, of.order === 0 ? Number.MAX_SAFE_INTEGER : of.order, of.withdrawalId],
      )
      .map(({ holder, id, fen }) => [key(`${holder}s`, id), fen]),
  )
  return lackingOf(due, {
    balanceOf: (kind, id) => balances.get(key(kind, id)) ?? 0,
    asideOf: (kind, id) => aside.get(key(kind, id)) ?? 0,
  })
}
