/** Objections to the roll: raised until a day, each settled before the voting opens. */
import { rollOf } from './count/index.ts'
import type { ObjectToRoll, SettleFacts, SettleObjection } from './decision.commands.ts'
import { rollUnitsOf } from './decision.evolve.ts'
import { requireStatus } from './decision.require.ts'
import type { KnownDecision } from './decision.state.ts'
import { rejectDecision as reject } from './errors.ts'
import { RollObjected, RollObjectionSettled, type VoteEvent } from './events.ts'
import { MAX_ROLL_UNITS, type RollUnit } from './roll.events.ts'

const MAX_CORRECTED = 200

/** Throws when nobody can object on this day. */
export function requireObjecting({ core }: KnownDecision, today: string): void {
  requireStatus(core, 'proposed', 'announced')
  const until = core.calendar?.objectionsUntil
  if (until !== undefined && today > until) throw reject('objection-too-late', { until })
}

export function objectToRoll(command: ObjectToRoll, state: KnownDecision): readonly VoteEvent[] {
  const { type: _, today, ...objection } = command
  if (state.core.objections.some(({ objectionId }) => objectionId === objection.objectionId)) return []
  requireObjecting(state, today)
  const { unitId } = objection
  // Somebody may say that a unit is missing on the roll: that one is told in words.
  if (unitId !== null && !rollUnitsOf(state.heads).some((unit) => unit.unitId === unitId)) {
    throw reject('roll-unit-unknown', { field: 'unitId' })
  }
  return [RollObjected(objection)]
}

export function settleObjection(
  { decisionId, objectionId, outcome, reason, unitIds }: SettleObjection,
  state: KnownDecision,
  { units: fresh }: SettleFacts,
): readonly VoteEvent[] {
  const objection = state.core.objections.find((one) => one.objectionId === objectionId)
  if (!objection) throw reject('objection-unknown', { field: 'objectionId' })
  if (objection.settled) {
    if (objection.settled.outcome === outcome && objection.settled.reason === reason) return []
    throw reject('objection-settled-otherwise')
  }
  requireStatus(state.core, 'proposed', 'announced')
  const units = outcome === 'upheld' ? corrected(state, fresh, new Set(unitIds)) : []
  return [RollObjectionSettled({ decisionId, objectionId, outcome, reason, units: [...units] })]
}

/** Units named are taken as the register has them now; who is one head with whom is found anew for the whole roll. */
function corrected(state: KnownDecision, fresh: readonly RollUnit[], named: ReadonlySet<string>): readonly RollUnit[] {
  const known = new Map(rollUnitsOf(state.heads).map((unit) => [unit.unitId, unit]))
  const roll = new Map(known)
  for (const unitId of named) {
    const unit = fresh.find((one) => one.unitId === unitId)
    if (!unit) throw reject('roll-unit-unknown', { field: 'unitIds' })
    // The register does not know what is unsold: that was said with the proposal.
    const unsold = known.get(unitId)?.standing === 'unsold' && unit.ownerIds.length === 0
    roll.set(unitId, unsold ? { ...unit, standing: 'unsold' } : unit)
  }
  if (roll.size > MAX_ROLL_UNITS) throw reject('roll-too-large', { units: roll.size, limit: MAX_ROLL_UNITS })
  const changed = regrouped([...roll.values()]).filter((unit) => !isSame(unit, known.get(unit.unitId)))
  if (changed.length > MAX_CORRECTED) {
    throw reject('objection-changes-too-much', { units: changed.length, limit: MAX_CORRECTED })
  }
  return changed
}

function regrouped(units: readonly RollUnit[]): RollUnit[] {
  const relations = units.flatMap(({ unitId, ownerIds, standing }) =>
    ownerIds.map((personId) => ({
      unitId,
      personId,
      relation: 'owner' as const,
      check: standing === 'checked' ? { how: 'registry' as const, note: null } : null,
    })),
  )
  const unsoldUnitIds = new Set(units.filter(({ standing }) => standing === 'unsold').map(({ unitId }) => unitId))
  return rollOf({ units, relations, unsoldUnitIds })
}

const textOf = ({ unitId, voterId, ownerIds, standing, floorArea, floorAreaSource }: RollUnit) =>
  [unitId, voterId, ownerIds.join(' '), standing, floorArea, floorAreaSource].join('|')
const isSame = (one: RollUnit, other: RollUnit | undefined) => other !== undefined && textOf(one) === textOf(other)
