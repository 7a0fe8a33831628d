/** Passed decisions act: for each effect of a result that stands, its event is appended once. */
import { type EffectEvent, effectIdOf, type Procedure } from '@changxin/shared/decisions'
import type { Day, Instant } from '@changxin/shared/kernel'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Process, processMeta } from '../../process/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { DecisionEffects, Decisions } from '../decision.aggregates.ts'

interface PendingRow {
  readonly cause_id: string
  readonly cause_occurred_at: Instant
  readonly effect: string
}

export function decisionEffects({ store }: Pick<FeatureDeps, 'store'>): Process {
  return {
    name: 'decision effects',
    reads: ['decisions_effects_effect'],
    pending: (read) =>
      read
        .all<PendingRow>(
          `SELECT cause_id, cause_occurred_at, effect FROM decisions_effects_effect WHERE done_position IS NULL
           ORDER BY caused_at, ordinal LIMIT ?`,
          MAX_PENDING,
        )
        .map((row) => {
          const effect = JSON.parse(row.effect) as EffectEvent
          const { decisionId, itemId } = effect.data
          const id = effectIdOf(decisionId, itemId)
          const key = `effect-of-${id}`
          return {
            key,
            async run() {
              // Set aside since the rows were read: nothing follows, and the row is gone at the next look.
              const { state } = await store.load(Decisions, decisionId)
              if (state?.core.annulled) return store.newest()
              const meta = processMeta(key, row.cause_occurred_at, row.cause_id)
              const command = { type: 'BringAbout' as const, effect }
              return (await store.execute(DecisionEffects, id, { meta, command })).position
            },
          }
        }),
  }
}

export interface EffectRow {
  readonly item_id: string
  readonly type: string
  readonly done_at: Instant | null
}
/** In the order of the items. */
export const effectsIn = (read: Read, decisionId: string): EffectRow[] =>
  read.all<EffectRow>(
    'SELECT item_id, type, done_at FROM decisions_effects_effect WHERE decision_id = ? ORDER BY ordinal',
    decisionId,
  )

/**
 * The compound's own rule of procedure on a day; null without one. One that was taken outside holds from the day it was
 * decided, however late it was recorded: a newer one stays in force.
 */
export function procedureOn(read: Read, compoundId: string, day: Day): Procedure | null {
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
