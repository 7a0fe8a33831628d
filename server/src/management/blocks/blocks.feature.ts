/** Blocks and centres as the server runs them: a part of management, with the process by which compounds follow their block. */
import type { ServerFeature } from '../../feature.ts'
import { blockModes } from './blocks.process.ts'
import { blocksProjection } from './blocks.projection.ts'
import { blocksServed } from './blocks.routes.ts'

export const blocksFeature: ServerFeature = {
  slug: 'management',
  projections: [blocksProjection],
  serve: () => blocksServed,
  processes: (deps) => [blockModes(deps)],
}
