/** Who may do what in facilities. */
import { type AccessRows, seers, staff } from '../rules.ts'

export const facilitiesRows: AccessRows = {
  'facilities.looks': ['resident@home-compound', ...seers],
  'facilities.record-look': ['overseer@within', ...staff],
}
