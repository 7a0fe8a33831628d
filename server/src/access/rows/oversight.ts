/** Who may do what in oversight. */
import { type AccessRows, seers, seersAnywhere } from '../rules.ts'

export const oversightRows: AccessRows = {
  'oversight.overview': [...seersAnywhere],
  'oversight.recent': [...seersAnywhere],
  'oversight.freshness-curve': [...seersAnywhere],
  'oversight.freshness': ['resident@home-compound', ...seers],
  // Aggregates alone, over what one may see; below a minimum n nothing is said.
  'oversight.compare': ['manager@any', 'clerk@any', 'administrator@any', 'overseer@any', 'auditor@any'],
  // Service reports are for all who live there; awards for who grants them and who may win them.
  'oversight.service-report': ['resident@home-compound', ...seers],
  'oversight.comment-report': ['manager@within', 'committee@within'],
  'oversight.rate-report': ['resident@checked-unit'],
  'oversight.award-schemes': ['signed-in'],
  'oversight.adopt-award-scheme': ['overseer@within', 'administrator@within'],
  'oversight.award-scores': ['overseer@any', 'auditor@any', 'administrator@any', 'manager@any', 'clerk@any'],
  'oversight.grant-award': ['overseer@within', 'administrator@within'],
  'oversight.freshness-definition': ['signed-in'],
}
