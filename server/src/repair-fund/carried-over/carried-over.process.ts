/** What a collection carried over is booked on the doors' own accounts, once: its id is the contribution's. */
import { addDays, type Day, dayOf, type Id, type Instant } from '@changxin/shared/kernel'
import { deriveId } from '../../commands/derive.ts'
import type { FeatureDeps, ServerFeature } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { carriedOverProjection } from './carried-over.projection.ts'

interface Sum {
  readonly carry_over_id: Id
  readonly compound_id: Id
  readonly collection_id: Id
  readonly carried_on: Day
  readonly rows: string
  readonly event_id: string
  readonly command_id: string
  readonly actor: Id
  readonly occurred_at: Instant
}

export function carriedOver({ store }: Pick<FeatureDeps, 'store'>): Process {
  function book(sum: Sum): Pending {
    const { carry_over_id: contributionId, compound_id: compoundId } = sum
    const key = `carried-over-${contributionId}`
    return {
      key,
      async run() {
        const { state } = await store.load(Funds, compoundId)
        const { closedThrough } = state.closing
        // Its month may have been closed meanwhile: then it counts on the first open day.
        const paidOn =
          closedThrough !== null && sum.carried_on <= closedThrough ? addDays(closedThrough, 1) : sum.carried_on
        const today = dayOf(sum.occurred_at)
        const rows = (JSON.parse(sum.rows) as { unitId: Id; amountFen: number }[]).map((row) => ({
          ...row,
          // A proof of one row must not let anybody guess the others.
          entryId: deriveId('carried-over', contributionId, sum.command_id, row.unitId),
        }))
        const { position } = await store.execute(Funds, compoundId, {
          // In the name of who carried it over: whoever records may not approve the reversal of it.
          meta: { ...processMeta(key, sum.occurred_at, sum.event_id), actor: sum.actor },
          command: {
            type: 'RecordContributions',
            ...{ compoundId, contributionId, kind: 'build-up', paidOn, note: null, file: null, rows },
            today: paidOn > today ? paidOn : today,
            // An account may have closed meanwhile: its part waits in suspense with its source, and the rest is booked.
            keepsClosed: { collectionId: sum.collection_id },
          },
        })
        return position
      },
    }
  }
  return {
    name: 'carried-over collections',
    reads: ['repair_fund_carried_over_sum'],
    pending: (read) =>
      read
        .all<Sum>(
          `SELECT carry_over_id, compound_id, collection_id, carried_on, rows, event_id, command_id, actor,
             occurred_at
           FROM repair_fund_carried_over_sum WHERE booked = 0 ORDER BY position LIMIT ?`,
          MAX_PENDING,
        )
        .map(book),
  }
}

export const carriedOverFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [carriedOverProjection],
  serve: () => [],
  processes: (deps) => [carriedOver(deps)],
}
