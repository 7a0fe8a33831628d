/** A plan speaks of its own compound alone: its request, its scope, and the units it names. Read from the log. */
import type { Id } from '@changxin/shared/kernel'
import { type WithdrawalPlan, withdrawalErrors } from '@changxin/shared/repair-fund'
import type { CommandContext } from '../../feature.ts'
import { Requests } from '../../maintenance/index.ts'
import { Compounds } from '../../places/index.ts'

export async function requireHere(
  { store }: Pick<CommandContext, 'store'>,
  compoundId: Id,
  { requestId, scope, split, unsoldUnitIds }: WithdrawalPlan,
): Promise<void> {
  if (requestId !== null) {
    const { state } = await store.load(Requests, requestId)
    if (state.status === 'none' || state.compoundId !== compoundId)
      throw withdrawalErrors.reject('withdrawal-request-unknown', { field: 'requestId' })
  }
  const { state: here } = await store.load(Compounds, compoundId)
  const unknown = (field: string) => withdrawalErrors.reject('withdrawal-scope-unknown', { field })
  const areHere = (unitIds: readonly Id[]) => unitIds.every((unitId) => here.units.has(unitId))
  if (scope.kind === 'building' && !here.buildings.has(scope.buildingId)) throw unknown('scope.buildingId')
  if (scope.kind === 'units' && !areHere(scope.unitIds)) throw unknown('scope.unitIds')
  if (scope.kind === 'entrance') {
    const { entranceId } = scope
    const entrances = [...here.buildings.values()].flatMap((building) => building.entrances)
    if (!entrances.some((entrance) => entrance.entranceId === entranceId)) throw unknown('scope.entranceId')
  }
  if (!areHere(unsoldUnitIds)) throw unknown('unsoldUnitIds')
  if (split.by === 'agreement' && !areHere(split.weights.map(({ unitId }) => unitId))) throw unknown('split.weights')
}
