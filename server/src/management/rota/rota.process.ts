/** Whoever was erased takes no more turns: those to come go to the others, as when somebody leaves. */
import { instantOf } from '@changxin/shared/kernel'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Process, processMeta } from '../../process/index.ts'
import { Rotas } from './rota.aggregates.ts'
import { MEMBERS } from './rota.schema.ts'

export function erasedLeave({ store, nowMs }: Pick<FeatureDeps, 'store' | 'nowMs'>): Process {
  return {
    name: 'erased-members-leave',
    reads: ['people_person', MEMBERS],
    pending: (read) =>
      read
        .all<{ rota_id: string; person_id: string }>(
          // Whom the people do not show may only not be shown yet: what counts is that they were erased.
          `SELECT m.rota_id, m.person_id FROM ${MEMBERS} m JOIN people_erased e ON e.person_id = m.person_id LIMIT ?`,
          MAX_PENDING,
        )
        .map(({ rota_id: rotaId, person_id: personId }) => {
          const key = `erased-${personId}-leaves-${rotaId}`
          return {
            key,
            async run() {
              const at = instantOf(nowMs())
              const left = await store.execute(Rotas, rotaId, {
                meta: processMeta(key, at),
                command: { type: 'LeaveRota', personId, at },
              })
              return left.position
            },
          }
        }),
  }
}
