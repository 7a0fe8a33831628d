/** Joint meetings and questions as the server runs them: a part of management with a timer source of its own. */
import type { ServerFeature } from '../../feature.ts'
import { mattersDue } from './meetings.due.ts'
import { meetingsProjection } from './meetings.projection.ts'
import { meetingsServed } from './meetings.routes.ts'

export const meetingsFeature: ServerFeature = {
  slug: 'management',
  projections: [meetingsProjection],
  serve: () => meetingsServed,
  due: mattersDue,
}
