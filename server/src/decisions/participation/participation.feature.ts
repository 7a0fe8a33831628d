/** Rules of participation as the server runs them; a new log begins with the suggested one. */
import { defaultParticipationRule } from '@changxin/shared/decisions'
import type { ServerFeature } from '../../feature.ts'
import { beginRules } from '../../rules/begin-rules.ts'
import { PARTICIPATION_ID, ParticipationRules } from './participation.aggregates.ts'
import { participationProjection } from './participation.projection.ts'
import { participationServed } from './participation.routes.ts'

export const participationFeature: ServerFeature = {
  slug: 'decisions',
  projections: [participationProjection],
  serve: () => participationServed,
  begin: (deps) =>
    beginRules(deps, {
      ...{ owner: ParticipationRules, id: PARTICIPATION_ID, key: 'participation', rules: [defaultParticipationRule] },
      adopt: (rule) => ({ type: 'AdoptParticipationRule', rule }),
    }),
}
