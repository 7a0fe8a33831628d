/** Who may do what in places. */
import { type AccessRows, desk, seers, seersAnywhere } from '../rules.ts'

export const placesRows: AccessRows = {
  'places.regions': ['signed-in'],
  'places.register-region': ['administrator@within'],
  'places.compounds': ['resident@any', 'resident@home-compound', ...seersAnywhere],
  'places.register-compound': ['administrator@within', 'overseer@within', 'clerk@within'],
  'places.compound': ['resident@home-compound', ...seers],
  'places.accept-renovation': ['administrator@within', 'overseer@within'],
  'places.register-buildings': [...desk],
  'places.register-units': [...desk],
  'places.record-floor-area': [...desk],
  'places.register-common-parts': [...desk],
  'places.units': [...seers],
  'places.unit': ['resident@home-unit', ...seers],
  'places.relations': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.record-relation': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.end-relation': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.story': ['resident@home-compound', ...seers],
}
