/** The places of a compound where a label can hang, grouped as people walk them. */
import type { LabelPlace } from '@changxin/shared/maintenance'
import type { CompoundView } from '@changxin/shared/places'

export interface LabelSpot {
  /** Of the place, unique in the compound. */
  readonly key: string
  readonly place: LabelPlace
  readonly label: string
}

export interface LabelGroup {
  readonly name: 'whole' | 'entrances' | 'parts' | 'buildings'
  readonly spots: readonly LabelSpot[]
}

type Places = Pick<CompoundView, 'id' | 'name' | 'buildingsList' | 'commonParts'>

export const placeKey = ({ kind, id }: LabelPlace) => `${kind} ${id}`
const spot = (kind: LabelPlace['kind'], id: string, label: string): LabelSpot => ({
  key: placeKey({ kind, id }),
  place: { kind, id },
  label,
})

/** Without the places that have a label already; empty groups are left out. */
export function labelGroupsOf(compound: Places, taken: ReadonlySet<string>): LabelGroup[] {
  const { buildingsList: buildings } = compound
  const groups: LabelGroup[] = [
    { name: 'whole', spots: [spot('compound', compound.id, compound.name)] },
    {
      name: 'entrances',
      spots: buildings.flatMap(({ name, entrances }) =>
        entrances.map((entrance) => spot('entrance', entrance.id, `${name} ${entrance.name}`)),
      ),
    },
    { name: 'buildings', spots: buildings.map(({ id, name }) => spot('building', id, name)) },
    { name: 'parts', spots: compound.commonParts.map(({ id, name }) => spot('common-part', id, name)) },
  ]
  return groups
    .map(({ name, spots }) => ({ name, spots: spots.filter(({ key }) => !taken.has(key)) }))
    .filter(({ spots }) => spots.length > 0)
}

/** A code as it is read out: `7k2m-9qd4-w8xza`. */
export const spokenCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
