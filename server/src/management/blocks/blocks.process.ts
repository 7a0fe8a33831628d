/** Whole compounds follow the manager of their block: each adopts the mode, on the day and with the ground of the block. */
import type { Day, Instant } from '@changxin/shared/kernel'
import type { Ground, OperatorKind } from '@changxin/shared/management'
import type { z } from 'zod'
import { deriveId } from '../../commands/derive.ts'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Process, processMeta } from '../../process/index.ts'
import type { Read } from '../../views/views.ts'
import { Managements, Operators } from '../management.aggregates.ts'
import { TRANSITION_TABLES } from '../transition/transition.projection.ts'

/** A ground is at most so long; the name of the block stands before it. */
const MAX_GROUND = 300

interface Owed {
  readonly adoption_id: string
  readonly membership_id: string
  readonly compound_id: string
  readonly block_name: string | null
  readonly mode: z.output<typeof OperatorKind>
  readonly operator_id: string
  /** The later of both: the manager began, the compound joined. */
  readonly since: Day
  /** On this day at the latest both were recorded. */
  readonly recorded_on: Day
  readonly recorded_at: Instant
  readonly event_id: string
  readonly ground_kind: Ground['kind']
  readonly ground_text: string
  readonly ground_file: string | null
}

/**
 * Members whose newest mode is older than what their block says, and another's. Who adopted a mode of its own since then
 * differs, and stays so: the page of the block shows it.
 */
export const OWED = `
SELECT owed.*
FROM (
  SELECT a.adoption_id, m.membership_id, m.compound_id, r.name AS block_name, a.mode, a.operator_id, a.recorded_at,
    a.ground_kind, a.ground_text, a.ground_file, a.position, a.until AS managed_until, m.until AS member_until,
    max(a.since, coalesce(m.since, a.since)) AS since,
    max(m.recorded_on, a.recorded_on) AS recorded_on,
    CASE WHEN m.position > a.position THEN m.event_id ELSE a.event_id END AS event_id
  FROM management_blocks_manager a JOIN management_blocks_member m ON m.block_id = a.block_id AND m.building_id IS NULL
  LEFT JOIN places_region r ON r.region_id = a.block_id
  WHERE a.operator_id IS NOT NULL
) owed LEFT JOIN management_blocks_mode newest ON newest.compound_id = owed.compound_id
WHERE (owed.managed_until IS NULL OR owed.managed_until >= owed.since) AND (owed.member_until IS NULL OR owed.member_until >= owed.since)
  AND (newest.since IS NULL OR newest.since < owed.since) AND newest.operator_id IS NOT owed.operator_id
`

/**
 * Who is to manage the compound is being settled step by step, or an order for emergency service ends before the block's
 * manager begins: the cause waits, and is looked at again when that has ended.
 */
const CAN_ACT = `NOT EXISTS (
  SELECT 1 FROM management_transition_state s WHERE s.compound_id = owed.compound_id
    AND (json_extract(s.state, '$.transition.open') IS NOT NULL
      OR date(json_extract(s.state, '$.transition.order.until'), '+1 day') < owed.since)
)`

export function owedModes(read: Read, limit: number): Owed[] {
  return read.all<Owed>(`${OWED} AND ${CAN_ACT} ORDER BY owed.since, owed.position, owed.compound_id LIMIT ?`, limit)
}

function groundOf({ block_name, ground_kind: kind, ground_text, ground_file: file }: Owed): Ground {
  const text = `随街区（${block_name ?? '片区'}）统一管理：${ground_text}`
  return { kind, text: [...text].slice(0, MAX_GROUND).join(''), file }
}

export function blockModes({ store }: FeatureDeps): Process {
  return {
    name: 'block-modes',
    reads: [
      'management_blocks_manager',
      'management_blocks_member',
      'management_blocks_mode',
      // Touched with the state of a transition.
      TRANSITION_TABLES.list,
    ],
    pending: (read) =>
      owedModes(read, MAX_PENDING).map((owed) => {
        const { compound_id: compoundId, mode, operator_id: operatorId, since, recorded_on: today } = owed
        const key = `block-mode-${owed.adoption_id}-${owed.membership_id}`
        const adoptionId = deriveId('block-mode', owed.adoption_id, owed.membership_id)
        return {
          key,
          async run() {
            const { position } = await store.execute(Managements, compoundId, {
              meta: processMeta(key, owed.recorded_at, owed.event_id),
              command: {
                type: 'AdoptMode',
                adoptionId,
                compoundId,
                mode,
                since,
                operatorId,
                ground: groundOf(owed),
                today,
              },
              facts: async () => ({ operator: (await store.load(Operators, operatorId)).state }),
            })
            return position
          },
        }
      }),
  }
}
