/** Where something may be reported in a compound: the whole, its common parts, buildings, entrances and doors. */
import type { RequestPlace } from '@changxin/shared/maintenance'
import type { CompoundView, UnitView } from '@changxin/shared/places'
import type { z } from 'zod'

export interface PlaceOption {
  /** `unit:u1` */
  readonly value: string
  readonly label: string
  readonly place: RequestPlace
  readonly group: 'common-part' | 'building' | 'unit'
}

type Compound = Pick<CompoundView, 'id' | 'buildingsList' | 'commonParts'>
type Unit = Pick<z.output<typeof UnitView>, 'id' | 'label'>

export function placeOptions(
  compound: Compound,
  units: readonly Unit[],
  buildingId: string,
  whole: string,
): PlaceOption[] {
  const names = new Map(
    compound.buildingsList.flatMap(
      (building) =>
        [
          [building.id, building.name],
          ...building.entrances.map((one) => [one.id, `${building.name} ${one.name}`]),
        ] as [string, string][],
    ),
  )
  const buildings = compound.buildingsList.filter((building) => !buildingId || building.id === buildingId)
  return [
    ...(buildingId ? [] : [option('compound', compound.id, whole, 'common-part')]),
    ...compound.commonParts
      .filter((part) => !buildingId || part.buildingId === buildingId || part.buildingId === null)
      .map((part) =>
        option(
          'common-part',
          part.id,
          [names.get(part.entranceId ?? part.buildingId ?? ''), part.name].filter(Boolean).join(' '),
          'common-part',
        ),
      ),
    ...buildings.flatMap((building) => [
      option('building', building.id, building.name, 'building'),
      ...building.entrances.map((entrance) =>
        option('entrance', entrance.id, `${building.name} ${entrance.name}`, 'building'),
      ),
    ]),
    ...units.map((unit) => option('unit', unit.id, unit.label, 'unit')),
  ]
}

function option(kind: RequestPlace['kind'], id: string, label: string, group: PlaceOption['group']): PlaceOption {
  return { value: `${kind}:${id}`, label, place: { kind, id }, group }
}

/** Every word typed occurs; what runs together in one is split before digits: `3栋502`. */
export function matching(options: readonly PlaceOption[], typed: string): PlaceOption[] {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,，\-—/#]+|(?<=\D)(?=\d)/)
    .filter(Boolean)
  return options.filter(
    ({ label, group }) =>
      group === 'unit' || words.every((word) => label.normalize('NFKC').toLowerCase().includes(word)),
  )
}
