/** What a withdrawal is planned to be: scopes, splits and budgets of all kinds, some of which the law does not let pass. */
import { buildingBalancesOf } from './fund.state.ts'
import { balanceOf } from './ledger/index.ts'
import { buildingAt, type Draw, FILE, isOverAuthorised, pick, type Telling, unitAt } from './ledger.telling.fixture.ts'
import type { WithdrawalPlan } from './withdrawals/words.ts'

type Scope = WithdrawalPlan['scope']
/** A large compound as a whole is planned for now and then only: it costs most. */
const LARGE = 200

export function planOf(of: Telling, draw: Draw): WithdrawalPlan {
  const { a, b, fen } = draw
  const scope = scopeOf(of, draw)
  const parts = [20, 4, 1] as const
  const budgetFen = 1 + Math.floor(moneyIn(of, scope) / (pick(parts, fen) ?? 1)) + (a % 100)
  return {
    ...{ purpose: '屋面防水维修', requestId: null, partCode: null, warrantyOver: null },
    partId: fen % 11 === 0 ? 'new-roof' : 'roof',
    exclusion: fen % 17 === 0 ? 'utility' : null,
    ground: groundOf(of, draw),
    budgetFen,
    contractor: fen % 19 === 0 ? null : '永固防水',
    scope,
    split: splitOf(scope, b),
    unsoldUnitIds: b % 3 === 0 ? [unitAt(of, a)] : [],
    files: [FILE],
  }
}

/** Whatever stood in the way of it is put right. */
export function mended(plan: WithdrawalPlan): WithdrawalPlan {
  const budgetFen = plan.budgetFen + (isOverAuthorised(plan.budgetFen) ? 1 : 0)
  return { ...plan, partId: 'roof', exclusion: null, contractor: '永固防水', budgetFen }
}
export const isHopeless = ({ partId, exclusion, contractor, budgetFen }: WithdrawalPlan) =>
  partId !== 'roof' || exclusion !== null || contractor === null || isOverAuthorised(budgetFen)

function scopeOf(of: Telling, { a, b }: Draw): Scope {
  const isSmall = of.place.units.length < LARGE || a % 16 === 0
  if (a % 4 === 0 && isSmall) return { kind: 'compound' }
  if (a % 4 === 1) return { kind: 'building', buildingId: buildingAt(of, b) }
  return { kind: 'units', unitIds: [...new Set(Array.from({ length: 1 + (b % 5) }, (_, at) => unitAt(of, a + at)))] }
}

/** What its bearers have by now, in fen. */
function moneyIn({ state }: Telling, scope: Scope): number {
  const { ledger } = state
  if (scope.kind === 'building') return buildingBalancesOf(state).get(scope.buildingId)?.balanceFen ?? 0
  if (scope.kind === 'units') return scope.unitIds.reduce((sum, unitId) => sum + (balanceOf(ledger, unitId) ?? 0), 0)
  return ledger.held.commercial.unitsFen + ledger.held['public-housing'].unitsFen
}

function splitOf(scope: Scope, at: number): WithdrawalPlan['split'] {
  if (scope.kind !== 'units' || at % 4 !== 0) return { by: 'floor-area' }
  const weights = scope.unitIds.map((unitId, index) => ({ unitId, weight: (at + index) % 7 }))
  return { by: 'agreement', text: '业主约定按受益多少分摊', file: FILE, weights }
}

function groundOf({ number, today }: Telling, { b }: Draw): WithdrawalPlan['ground'] {
  if (b % 5 === 0)
    return {
      kind: 'emergency',
      proof: { kind: 'roof-or-wall-leak', seenOn: today, parties: ['manager', 'owners'], files: [FILE] },
    }
  return { kind: 'decision', authorisation: b % 6 === 1 ? null : decisionOf(number) }
}
export const decisionOf = (number: number) => ({ decisionId: `dec${number}`, itemId: 'i1' })
