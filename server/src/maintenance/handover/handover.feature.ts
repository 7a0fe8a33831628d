/** Requests change hands with their compound: a part of maintenance with a process of its own. */
import type { ServerFeature } from '../../feature.ts'
import { handedOver } from './handover.process.ts'
import { handoverProjection } from './handover.projection.ts'

export const handoverFeature: ServerFeature = {
  slug: 'maintenance',
  projections: [handoverProjection],
  serve: () => [],
  processes: (deps) => [handedOver(deps)],
}
