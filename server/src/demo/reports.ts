/** What is reported, where and by whom: a trouble from the texts put at a place of a compound. */

import type { RequestPlace } from '@changxin/shared/maintenance'
import type { BuildingRow } from '@changxin/shared/places'
import { MINUTE_MS } from './calendar.ts'
import type { Random } from './random.ts'
import type { HomePlan } from './staff.ts'
import type { Tick, Trouble } from './texts.ts'
import type { LivingCompound } from './world.ts'

export interface ReportPlan extends Pick<Trouble, 'category' | 'urgency' | 'done'> {
  readonly place: RequestPlace
  readonly unitId: string | null
  readonly buildingId: string | null
  readonly text: string
  readonly reporterId: string | null
  /** Somebody called or came by: the desk typed it in. */
  readonly enteredByDesk: boolean
  readonly enteredLaterMs: number
  /** What is out of order until this is done; null = nothing that a look would see. */
  readonly tick: Tick | null
  readonly files?: readonly string[]
}

interface Order {
  readonly compound: LivingCompound
  readonly trouble: Trouble
  readonly random: Random
  readonly residents: readonly HomePlan[]
  readonly tick: Tick | null
  /** Given where a certain person reports. */
  readonly home?: HomePlan
}

const REPORTED_BY_RESIDENT = 0.5

export function planReport({ compound, trouble, random, residents, tick, home }: Order): ReportPlan {
  const own = home ?? (residents.length > 0 && random.chance(REPORTED_BY_RESIDENT) ? random.pick(residents) : null)
  const { plan } = compound
  const unit = plan.units.find(({ unitId }) => unitId === own?.unitId) ?? random.pick(plan.units)
  const building = plan.buildings.find(({ buildingId }) => buildingId === unit.buildingId)
  const { place, unitId, buildingId } = placeOf(compound, trouble, unit)
  const enteredByDesk = own === null || random.chance(0.4)
  return {
    category: trouble.category,
    urgency: trouble.urgency,
    done: trouble.done,
    place,
    unitId,
    buildingId,
    text: textOf(trouble, building, unit),
    reporterId: own?.personId ?? null,
    enteredByDesk,
    enteredLaterMs: enteredByDesk ? random.whole(0, 30) * MINUTE_MS : 0,
    tick,
  }
}

type Unit = LivingCompound['plan']['units'][number]
type Placed = Pick<ReportPlan, 'place' | 'unitId' | 'buildingId'>

function placeOf({ plan }: LivingCompound, { place }: Trouble, unit: Unit): Placed {
  const { buildingId } = unit
  if (place === 'unit') return { place: { kind: 'unit', id: unit.unitId }, unitId: unit.unitId, buildingId }
  if (place === 'building') return { place: { kind: 'building', id: buildingId }, unitId: null, buildingId }
  if (place === 'entrance' && unit.entranceId !== null)
    return { place: { kind: 'entrance', id: unit.entranceId }, unitId: null, buildingId }
  const part = plan.parts.find(({ kind, buildingId: of }) => kind === place && of === null)
  if (part) return { place: { kind: 'common-part', id: part.partId }, unitId: null, buildingId: null }
  return { place: { kind: 'compound', id: plan.id }, unitId: null, buildingId: null }
}

function textOf({ text }: Trouble, building: BuildingRow | undefined, unit: Unit): string {
  const entrance = building?.entrances.find(({ entranceId }) => entranceId === unit.entranceId)
  return text
    .replace('{b}', building?.name ?? '')
    .replace('{e}', entrance?.name ?? '')
    .replace('{d}', unit.door)
}
