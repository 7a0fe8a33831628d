/** Collections and shared money as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { decidedRaisings } from './collections.process.ts'
import { collectionsProjection } from './collections.projection.ts'
import { collectionsServed } from './collections.routes.ts'

export const collectionsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [collectionsProjection],
  serve: () => collectionsServed,
  processes: (deps) => [decidedRaisings(deps)],
}
