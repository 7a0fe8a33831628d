/** Who may do what in oversight. */
import { type AccessRows, seers, seersAnywhere } from '../rules.ts'

export const oversightRows: AccessRows = {
  'oversight.overview': [...seersAnywhere],
  'oversight.recent': [...seersAnywhere],
  'oversight.freshness-curve': [...seersAnywhere],
  'oversight.freshness': ['resident@home-compound', ...seers],
  'oversight.freshness-definition': ['signed-in'],
}
