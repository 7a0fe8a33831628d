/**
 * The owners decided to raise money where there is no fund: its collection is drafted, once, and waits for somebody to
 * confirm the shares. Where there is a fund the decision is left to it.
 */
import type { FundRaisingAuthorised } from '@changxin/shared/decisions'
import { dayOf, type Instant } from '@changxin/shared/kernel'
import { deriveId } from '../../commands/derive.ts'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import { Collections } from './collections.aggregates.ts'
import { fundIsOpen, openingFacts } from './collections.facts.ts'

interface Raising {
  readonly effect: string
  readonly event_id: string
  readonly occurred_at: Instant
}
type Effect = (typeof FundRaisingAuthorised)['schema']['_zod']['output']

/** A scope without a door waits for its first one: there is nobody to share the cost among yet. */
const DOOR_IN_SCOPE = `SELECT 1 FROM places_unit u WHERE u.compound_id = r.compound_id
  AND CASE json_extract(r.effect, '$.scope.kind')
    WHEN 'building' THEN u.building_id = json_extract(r.effect, '$.scope.buildingId')
    WHEN 'entrance' THEN u.entrance_id = json_extract(r.effect, '$.scope.entranceId')
    WHEN 'units' THEN u.unit_id IN (SELECT value FROM json_each(r.effect, '$.scope.unitIds'))
    ELSE 1 END`

export const collectionOfDecision = (decisionId: string, itemId: string) => deriveId('collection', decisionId, itemId)

export function decidedRaisings({ store }: Pick<FeatureDeps, 'store'>): Process {
  function effectOf(raising: Raising): Pending {
    const { decisionId, itemId, compoundId, scope, purpose, per, amountFen, dueOn } = JSON.parse(
      raising.effect,
    ) as Effect
    const collectionId = collectionOfDecision(decisionId, itemId)
    const key = `collection-of-${decisionId}-${itemId}`
    return {
      key,
      async run() {
        // Opened since the rows were read: the decision is the fund's, and the row is passed over at the next look.
        if (await fundIsOpen(store, compoundId)) return store.newest()
        const { position } = await store.execute(Collections, collectionId, {
          meta: processMeta(key, raising.occurred_at, raising.event_id),
          command: {
            type: 'DraftCollection',
            ...{ collectionId, compoundId, kind: 'collection', purpose, scope, dueOn, cost: null },
            split: { by: per, fen: amountFen },
            ground: { kind: 'decision', decisionId, itemId },
            by: 'system',
            today: dayOf(raising.occurred_at),
          },
          facts: () => openingFacts(store, compoundId),
        })
        return position
      },
    }
  }
  return {
    name: 'decided-raisings',
    reads: ['repair_fund_collections_raising', 'repair_fund_collections_fund', 'places_unit'],
    pending: (read) =>
      read
        .all<Raising>(
          `SELECT r.effect, r.event_id, r.occurred_at FROM repair_fund_collections_raising r
           WHERE NOT EXISTS (SELECT 1 FROM repair_fund_collections_fund f WHERE f.compound_id = r.compound_id)
             AND EXISTS (${DOOR_IN_SCOPE})
           ORDER BY r.position LIMIT ?`,
          MAX_PENDING,
        )
        .map(effectOf),
  }
}
