/** People: accounts, sign-in, roles, erasure. */
import type { FeatureDeps, ServerFeature } from '../feature.ts'
import { noDemo, type ReadDemo } from './demo-accounts.ts'
import type { Passwords } from './passwords.ts'
import { finishErasures } from './people.erasure.ts'
import { peopleProjection } from './people.projection.ts'
import { peopleRoutes } from './people.routes.ts'
import type { SetupToken } from './setup.ts'

export interface PeopleParts {
  readonly setup: SetupToken
  /** What the sign-in page shows of a demo. */
  readonly demo: ReadDemo
  /** Handed in where many are registered at once, so that all share the same few hashings. */
  readonly passwords?: Passwords
}

export function peopleFeature({
  demo = noDemo,
  ...parts
}: Omit<PeopleParts, 'demo'> & { readonly demo?: ReadDemo }): ServerFeature {
  return {
    slug: 'people',
    projections: [peopleProjection],
    serve: (deps: FeatureDeps) => peopleRoutes(deps, { ...parts, demo }),
    begin: finishErasures,
  }
}
