/** Official tickets and supervision orders as the server runs them: a part of maintenance with a timer source of its own. */
import type { ServerFeature } from '../../feature.ts'
import { supervisionServed } from './supervision.routes.ts'
import { ticketsDue } from './tickets.due.ts'
import { ticketsProjection } from './tickets.projection.ts'
import { ticketsServed } from './tickets.routes.ts'

export const ticketsFeature: ServerFeature = {
  slug: 'maintenance',
  projections: [ticketsProjection],
  serve: () => [...ticketsServed, ...supervisionServed],
  due: ticketsDue,
}
