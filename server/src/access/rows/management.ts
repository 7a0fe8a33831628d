/** Who may do what in management. */
import { type AccessRows, seers } from '../rules.ts'

export const managementRows: AccessRows = {
  'management.history': ['resident@home-compound', ...seers],
  'management.adopt': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.operators': ['signed-in'],
  'management.register-operator': ['overseer@any', 'administrator@any'],
}
