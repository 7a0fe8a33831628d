/** A collection begins: its shares are worked out for the doors in scope, and stand once they are confirmed. */
import { formatFen } from '@changxin/shared/kernel'
import type { CollectionCommand, CollectionFacts, CommandOf } from './collection.commands.ts'
import type { CollectionState, OpenedCollection } from './collection.state.ts'
import { reject } from './errors.ts'
import { CollectionConfirmed, CollectionDrafted, type CollectionEvent, MAX_COLLECTION_DOORS } from './events.ts'
import { type DueRow, type SharingUnit, sharesOf, unitsInScope } from './shares.ts'

/** A refusal names this many doors; more help nobody. */
export const NAMED_DOORS = 10

type Opening = CommandOf<'DraftCollection' | 'OpenCollection'>

export function open(command: Opening, state: CollectionState, facts: CollectionFacts): readonly CollectionEvent[] {
  if (state) return []
  const units = scopeOf(command, facts)
  requireGround(command, units, facts)
  const rows = sharesOf(command.split, units)
  const { collectionId, compoundId, kind, purpose, scope, split, dueOn, ground, cost, by, today } = command
  const plan = { collectionId, compoundId, kind, purpose, scope, split, dueOn, ground, cost }
  const draft = CollectionDrafted({ ...plan, rows: [...rows], draftedOn: today, draftedBy: by })
  if (command.type === 'DraftCollection') return [draft]
  if (dueOn < today) throw reject('collection-due-past', { field: 'dueOn', dueOn, today })
  return [draft, confirmed(command, command, rows, units)]
}

export function confirm(
  command: CommandOf<'ConfirmCollection'>,
  state: OpenedCollection,
  facts: CollectionFacts,
): readonly CollectionEvent[] {
  if (state.status === 'open') return []
  if (state.status !== 'draft') throw reject('collection-not-draft')
  const units = scopeOf(state.draft, facts)
  return [confirmed(state.draft, command, sharesOf(state.draft.split, units), units)]
}

function scopeOf({ scope }: Pick<Opening, 'scope'>, { units }: CollectionFacts): readonly SharingUnit[] {
  if (!units) throw new TypeError('sharing needs the units of the compound')
  const inScope = unitsInScope(units, scope)
  if (inScope.length === 0) throw reject('collection-no-doors')
  if (inScope.length > MAX_COLLECTION_DOORS)
    throw reject('collection-too-many-doors', { count: inScope.length, limit: MAX_COLLECTION_DOORS })
  return inScope
}

function requireGround({ kind, split, ground, cost }: Opening, units: readonly SharingUnit[], facts: CollectionFacts) {
  if (kind === 'collection' && facts.fundIsOpen) throw reject('collection-fund-open')
  if (kind === 'collection' && cost) throw reject('collection-cost-misplaced', { field: 'cost' })
  if (kind === 'collection' && ground.kind === 'incurred')
    throw reject('collection-ground-missing', { field: 'ground' })
  if (kind === 'cost-share' && !cost) throw reject('collection-cost-missing', { field: 'cost' })
  if (split.by === 'agreed') {
    if (ground.kind !== 'agreement') throw reject('collection-agreement-missing', { field: 'ground' })
    requireRows(split.rows, units)
  }
  const isEqual = split.by === 'equal' || split.by === 'unit'
  const isAgreed = ground.kind === 'agreement' || ground.kind === 'decision'
  if (isEqual && !isAgreed && units.every(({ floorArea }) => floorArea !== null))
    throw reject('collection-equal-needs-agreement', { field: 'split' })
}

function requireRows(rows: readonly { readonly unitId: string }[], units: readonly SharingUnit[]): void {
  const inScope = new Set(units.map(({ unitId }) => unitId))
  const wrong = rows.findIndex(({ unitId }) => !inScope.delete(unitId))
  if (wrong >= 0) throw reject('collection-door-outside', { field: `split.rows[${wrong}].unitId`, row: wrong + 1 })
}

function confirmed(
  { collectionId, compoundId, split, cost }: Pick<Opening, 'collectionId' | 'compoundId' | 'split' | 'cost'>,
  { by, today }: Pick<CollectionCommand, 'by' | 'today'>,
  shares: readonly DueRow[],
  units: readonly SharingUnit[],
) {
  const areas = new Map(units.map(({ unitId, floorArea }) => [unitId, floorArea]))
  const rows = shares.flatMap(({ unitId, dueFen }) =>
    dueFen === null ? [] : [{ unitId, dueFen, floorArea: areas.get(unitId) ?? null }],
  )
  if (rows.length < shares.length) {
    const unknown = units.filter(({ floorArea }) => floorArea === null).map(({ label }) => label)
    const params = { count: unknown.length, doors: unknown.slice(0, NAMED_DOORS).join('、') }
    throw split.by === 'square-metre'
      ? reject('collection-area-needed', params)
      : reject('collection-area-unknown', { field: 'split', ...params })
  }
  const totalFen = rows.reduce((sum, { dueFen }) => sum + dueFen, 0)
  if (totalFen === 0) throw reject('collection-nothing-due', { field: 'split' })
  if (cost && totalFen > cost.costFen)
    throw reject('collection-over-cost', { field: 'split', total: formatFen(totalFen), cost: formatFen(cost.costFen) })
  return CollectionConfirmed({ collectionId, compoundId, rows, totalFen, confirmedOn: today, confirmedBy: by })
}
