/** What recording an external decision rests on: the rule of its day, the rule of procedure of its day, what is known. */
import {
  type ExternalFacts,
  type ExternalState,
  externalErrors,
  type Procedure,
  type RecordExternal,
} from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'
import type { CompoundState } from '@changxin/shared/places'
import type { CommandContext } from '../../feature.ts'
import { operatorName } from '../../management/index.ts'
import { personExists } from '../../people/index.ts'
import { Compounds } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { caughtUp } from '../participation/participation.reads.ts'
import { votingRuleFor } from '../rules/rules.facts.ts'

const { reject } = externalErrors

export async function factsFor(context: CommandContext, command: RecordExternal): Promise<ExternalFacts> {
  const { compoundId, decidedOn, decisionId, files } = command
  await caughtUp(context)
  const { state: compound } = await context.store.load(Compounds, compoundId)
  requireScope(command.scope, compound)
  const rule = await votingRuleFor(context.store, compoundId, decidedOn)
  return context.views.peek((read) => {
    requireKnown(read, command)
    return {
      rule,
      procedure: procedureOn(read, compoundId, decidedOn),
      alike: alikeIn(read, compoundId, decisionId, files),
    }
  })
}

function requireScope(scope: RecordExternal['scope'], { buildings, units }: CompoundState): void {
  const isKnown =
    scope.kind === 'compound' ||
    (scope.kind === 'units'
      ? scope.unitIds.every((unitId) => units.has(unitId))
      : buildings.has(scope.buildingId) &&
        (scope.kind === 'building' ||
          buildings.get(scope.buildingId)?.entrances.some(({ entranceId }) => entranceId === scope.entranceId)))
  if (!isKnown) throw reject('external-place-unknown', { field: 'scope' })
}

function requireKnown(read: Read, { items }: RecordExternal): void {
  items.forEach(({ effect }, at) => {
    const isKnown =
      (effect?.kind !== 'seat' || personExists(read, effect.personId)) &&
      (effect?.kind !== 'manager' || operatorName(read, effect.operatorId) !== null)
    if (!isKnown) throw reject('external-person-unknown', { field: `items[${at}].effect` })
  })
}

/** The compound's own rule of procedure on that day; one that was taken outside holds from the day it was decided. */
function procedureOn(read: Read, compoundId: string, day: Day): Procedure | null {
  const row = read.get<{ silence: Procedure['silence']; text: string }>(
    `SELECT p.silence, p.text, coalesce(x.decided_on, json_extract(e.effect, '$.data.on')) AS since
     FROM decisions_effects_procedure p
     JOIN decisions_effects_effect e ON e.decision_id = p.decision_id AND e.item_id = p.item_id
     LEFT JOIN decisions_external_decision x ON x.decision_id = p.decision_id AND x.to_position = '${CURRENT}'
     WHERE p.compound_id = ? AND p.void = 0 AND since <= ? ORDER BY since DESC, p.position DESC LIMIT 1`,
    compoundId,
    day,
  )
  return row ? { silence: row.silence, text: row.text, file: null } : null
}

/** One paper is one decision: another record that rests on the same scan, unless it was found to differ. */
function alikeIn(read: Read, compoundId: string, decisionId: string, files: readonly string[]): ExternalFacts['alike'] {
  const row = read.get<{ state: string }>(
    `SELECT x.state FROM decisions_external_decision x, json_each(x.state, '$.files') f
     WHERE x.compound_id = ? AND x.decision_id <> ? AND x.to_position = '${CURRENT}' AND x.status <> 'differs'
       AND f.value IN (SELECT value FROM json_each(?)) LIMIT 1`,
    compoundId,
    decisionId,
    JSON.stringify(files),
  )
  return row ? { title: (JSON.parse(row.state) as ExternalState).title } : null
}
