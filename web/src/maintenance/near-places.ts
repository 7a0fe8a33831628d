/** The places that somebody at home most likely means: the home itself, its entrance, its building, and their common parts. */
import type { RequestPlace } from '@changxin/shared/maintenance'
import type { CompoundView, UnitView } from '@changxin/shared/places'
import type { z } from 'zod'

export interface NearPlace {
  readonly label: string
  readonly place: RequestPlace
}

type Compound = Pick<CompoundView, 'id' | 'buildingsList' | 'commonParts'>
type Home = Pick<z.output<typeof UnitView>, 'id' | 'label' | 'buildingId' | 'entranceName'>

/** More chips than this are no help; the rest is found by typing. */
export const MAX_NEAR = 8

/** Nearest first: what belongs to the own entrance, the own building, then the whole compound. */
export function nearPlaces(compound: Compound, home: Home, whole: string): NearPlace[] {
  const building = compound.buildingsList.find(({ id }) => id === home.buildingId)
  const entrance = building?.entrances.find(({ name }) => name === home.entranceName)
  const parts = (fits: (part: Compound['commonParts'][number]) => boolean, before = '') =>
    compound.commonParts.filter(fits).map(({ id, name }) => near('common-part', id, [before, name].join(' ').trim()))
  const entranceName = building && entrance ? `${building.name} ${entrance.name}` : ''
  const all = [
    near('unit', home.id, home.label),
    ...(entrance ? [near('entrance', entrance.id, entranceName)] : []),
    ...(entrance ? parts((part) => part.entranceId === entrance.id, entranceName) : []),
    ...(building ? [near('building', building.id, building.name)] : []),
    ...(building ? parts((part) => part.buildingId === building.id && part.entranceId === null, building.name) : []),
    ...parts((part) => part.buildingId === null && part.entranceId === null),
    near('compound', compound.id, whole),
  ]
  return all.slice(0, MAX_NEAR)
}

const near = (kind: RequestPlace['kind'], id: string, label: string): NearPlace => ({ label, place: { kind, id } })
