/** Imports of bank statements and what waits in suspense, as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { bookedImports } from './book.ts'
import { fundImportsProjection } from './imports.projection.ts'
import { importsServed } from './imports.routes.ts'
import { suspenseServed } from './suspense.routes.ts'

export const fundImportsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [fundImportsProjection],
  serve: (deps) => [...importsServed(deps), ...suspenseServed],
  processes: (deps) => [bookedImports(deps)],
}
