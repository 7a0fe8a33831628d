/** The one explicit list of features. Adding a feature is adding a line here and one in projections.ts. */
import type { Config } from './config.ts'
import type { ServerFeature } from './feature.ts'

export function createFeatures(_config: Config): { features: readonly ServerFeature[] } {
  return { features: [] }
}
