/** What recording an external decision rests on: the rule of its day, the rule of procedure of its day, what is known. */

import { type ExternalFacts, type ExternalState, externalErrors, type RecordExternal } from '@changxin/shared/decisions'
import type { CompoundState } from '@changxin/shared/places'
import { caughtUp } from '../../commands/caught-up.ts'
import type { CommandStore } from '../../commands/store.ts'
import type { CommandContext } from '../../feature.ts'
import { Compounds } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { unknownItems } from '../decision.facts.ts'
import { procedureOn } from '../effects/effects.process.ts'
import { votingRuleFor } from '../rules/rules.facts.ts'

const { reject } = externalErrors

export async function factsFor(context: CommandContext, command: RecordExternal): Promise<ExternalFacts> {
  const { compoundId, decidedOn, decisionId, files } = command
  await caughtUp(context)
  const { state: compound } = await context.store.load(Compounds, compoundId)
  requireScope(command.scope, compound)
  await requireKnown(context.store, command)
  const rule = await votingRuleFor(context.store, compoundId, decidedOn)
  return context.views.peek((read) => ({
    rule,
    procedure: procedureOn(read, compoundId, decidedOn),
    alike: alikeIn(read, compoundId, decisionId, files),
  }))
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

/** Whom or what an effect names, by the streams: the fund and the management act on it. */
async function requireKnown(store: CommandStore, { compoundId, items }: RecordExternal): Promise<void> {
  const [unknown] = await unknownItems(store, compoundId, items)
  const at = items.findIndex(({ itemId }) => itemId === unknown)
  if (at >= 0) throw reject('external-effect-unknown', { field: `items[${at}].effect`, item: at + 1 })
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
