/** Duty rotas as the server runs them: a part of management with links and a timer source of its own. */
import type { ServerFeature } from '../../feature.ts'
import { rotasDue } from './rota.due.ts'
import { erasedLeave } from './rota.process.ts'
import { rotaProjection } from './rota.projection.ts'
import { rotaServed } from './rota.routes.ts'
import { turnLinkServed, turnLinkSource } from './turn-link.ts'

export const rotaFeature: ServerFeature = {
  slug: 'management',
  projections: [rotaProjection],
  serve: (deps) => [...rotaServed(deps), ...turnLinkServed],
  links: [turnLinkSource],
  due: rotasDue,
  processes: (deps) => [erasedLeave(deps)],
}
