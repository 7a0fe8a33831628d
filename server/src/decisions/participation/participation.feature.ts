/** Rules of participation as the server runs them; a new log begins with the suggested one. */
import { defaultParticipationRule } from '@changxin/shared/decisions'
import { timerMeta } from '../../clock/timer.ts'
import type { ServerFeature } from '../../feature.ts'
import { PARTICIPATION_ID, ParticipationRules } from './participation.aggregates.ts'
import { participationProjection } from './participation.projection.ts'
import { participationServed } from './participation.routes.ts'

export const participationFeature: ServerFeature = {
  slug: 'decisions',
  projections: [participationProjection],
  serve: () => participationServed,
  async begin({ store, nowMs }) {
    const { revision } = await store.load(ParticipationRules, PARTICIPATION_ID)
    if (revision >= 0) return
    await store.execute(ParticipationRules, PARTICIPATION_ID, {
      meta: timerMeta(`participation-${defaultParticipationRule.ruleId}`, new Date(nowMs()).toISOString()),
      command: { type: 'AdoptParticipationRule', rule: defaultParticipationRule },
    })
  },
}
