/** Open requests change hands with their compound, one command a request: started again in the middle, it goes on there. */
import { type Instant, type Position, Rejected } from '@changxin/shared/kernel'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import { Requests } from '../maintenance.aggregates.ts'
import { PENDING_TABLE } from './handover.projection.ts'

interface Row {
  readonly request_id: string
  readonly adoption_id: string
  readonly holder_id: string | null
  readonly at: Instant
  readonly from_operator_id: string
  readonly to_operator_id: string | null
  readonly event_id: string
}

const SELECT = `SELECT p.request_id, p.adoption_id, p.holder_id, p.at, c.from_operator_id, c.to_operator_id, c.event_id
  FROM maintenance_handover_pending p JOIN maintenance_handover_change c ON c.compound_id = p.compound_id
  ORDER BY p.position, p.request_id LIMIT ?`

export function handedOver({ store }: Pick<FeatureDeps, 'store'>): Process {
  async function run({ key, row }: { key: string; row: Row }): Promise<Position | null> {
    const { request_id: requestId, at } = row
    const { state, revision } = await store.load(Requests, requestId)
    // Given to somebody since: by whoever keeps the desk now.
    const assigneeStays = state.status !== 'none' && state.assigneeId !== null && state.assigneeId !== row.holder_id
    try {
      const { position } = await store.execute(Requests, requestId, {
        meta: processMeta(key, at, row.event_id),
        // What was decided about it meanwhile is looked at anew.
        ifMatch: revision,
        command: {
          type: 'HandOverRequest',
          requestId,
          at,
          receivedAt: at,
          by: 'system',
          adoptionId: row.adoption_id,
          fromOperatorId: row.from_operator_id,
          toOperatorId: row.to_operator_id,
          assigneeStays,
        },
        facts: () => undefined,
      })
      return position
    } catch (error) {
      if (error instanceof Rejected && error.code === 'revision-mismatch') return null
      throw error
    }
  }
  return {
    name: 'requests-change-hands',
    reads: [PENDING_TABLE],
    pending: (read): Pending[] =>
      read.all<Row>(SELECT, MAX_PENDING).map((row) => {
        const key = `handed-over-${row.adoption_id}-${row.request_id}`
        return { key, run: () => run({ key, row }) }
      }),
  }
}
