/** Regions, compounds and what stands in them, who lives where, and the story of each compound across all features. */
import { RegionRegistered, RegionRenamed } from '@changxin/shared/places'
import { PlanRowImported } from '@changxin/shared/renovation'
import { sortText } from '../views/keyset.ts'
import { on, projection } from '../views/projection.ts'
import { blockHandlers, blockSchema } from './block.handlers.ts'
import { regionRegistered } from './compound.handlers.ts'
import { schema } from './places.schema.ts'
import { storyHandlers } from './story.handlers.ts'
import { togetherSchema } from './story.together.ts'

export const placesProjection = projection('places', 5, schema + blockSchema + togetherSchema, [
  on(RegionRegistered, regionRegistered),
  on(RegionRenamed, ({ data: { regionId, name } }, rows) => {
    rows.run('UPDATE places_region SET name = ?, sort_name = ? WHERE region_id = ?', name, sortText(name), regionId)
    rows.touch({ table: 'places_region' })
  }),
  on(PlanRowImported, ({ data: { importId, rowId, areaName } }, rows) => {
    if (areaName === '') return
    rows.run(
      'INSERT OR REPLACE INTO places_plan_area (import_id, row_id, area_name) VALUES (?, ?, ?)',
      importId,
      rowId,
      areaName,
    )
    rows.touch({ table: 'places_plan_area' })
  }),
  ...blockHandlers,
  ...storyHandlers,
])
