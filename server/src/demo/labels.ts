/** QR labels in the compound of the demo's resident: at its entrances and on what the renovation left to all of them. */
import { createHash } from 'node:crypto'
import { LABEL_CODE_LENGTH, type LabelPlace } from '@changxin/shared/maintenance'
import { lettersOf } from '../maintenance/label.secrets.ts'
import { Labels } from './streams.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

const MAX_LABELS = 12

export function hangLabels(world: World, compound: LivingCompound): void {
  const { plan } = compound
  if (plan.id !== world.county.staff.residentHome.compoundId) return
  const entrances = plan.buildings.flatMap(({ entrances }) => entrances.map(({ entranceId }) => entranceId))
  const parts = plan.parts.filter(({ buildingId }) => buildingId === null).map(({ partId }) => partId)
  const places: LabelPlace[] = [
    { kind: 'compound', id: plan.id },
    ...entrances.map((id) => ({ kind: 'entrance', id }) as const),
    ...parts.map((id) => ({ kind: 'common-part', id }) as const),
  ]
  for (const place of places.slice(0, MAX_LABELS)) issue(world, compound, place)
}

function issue(world: World, compound: LivingCompound, place: LabelPlace): void {
  const { journal, ids } = world
  const labelId = ids.of('label', place.kind, place.id)
  // Not by chance: two builds write the same bytes. What a demo folder holds is known to everybody anyway.
  const code = lettersOf(createHash('sha256').update(labelId).digest(), LABEL_CODE_LENGTH)
  const by = deskOf(world, compound).deskId
  const command = { type: 'IssueLabel', labelId, compoundId: compound.plan.id, place, code } as const
  journal.tell(Labels, labelId, command, { by }, { placeExists: true })
}
