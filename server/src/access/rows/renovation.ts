/** Who may do what in renovation. */
import type { AccessRows } from '../rules.ts'

export const renovationRows: AccessRows = {
  'renovation.import-plan': ['administrator@any', 'overseer@any'],
  'renovation.imports': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.plan-rows': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.findings': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.choose-figure': ['administrator@any', 'overseer@any'],
}
