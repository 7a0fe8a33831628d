/** The dated course of a compound: registered, accepted, taken in hand, handed over. */
import { addDays } from '@changxin/shared/kernel'
import { planIdOf } from './beginnings.ts'
import { msOf } from './calendar.ts'
import { hangLabels } from './labels.ts'
import type { ModePlan } from './managements.ts'
import { handOver } from './request-story.ts'
import { Compounds, Managements, Units } from './streams.ts'
import { deskOf, type LivingCompound, today, type World } from './world.ts'

/** Keeps an append well below what the log takes. */
const UNITS_AN_APPEND = 1_500

export function planCompoundLife(world: World, compound: LivingCompound): void {
  const { agenda } = world
  const { plan, random, modes } = compound
  agenda.add(msOf(plan.registeredOn, random.between(9, 16)), () => register(world, compound))
  const settledOn = addDays(plan.acceptedOn ?? plan.registeredOn, 1)
  agenda.add(msOf(settledOn, random.between(9, 16)), () => recordResidents(world, compound))
  if (plan.acceptedOn !== null)
    agenda.add(msOf(plan.acceptedOn, random.between(16.2, 18)), () => acceptRenovation(world, compound))
  for (const mode of modes) agenda.add(msOf(mode.since, random.between(8.5, 11)), () => adopt(world, compound, mode))
}

function register(world: World, { plan }: LivingCompound): void {
  const { journal, county } = world
  const told = { by: county.staff.administratorId }
  const compoundId = plan.id
  const planRow = { importId: planIdOf(world), rowId: plan.area.rowId }
  const { name, communityId: regionId, blockId } = plan
  const command = {
    type: 'RegisterCompound',
    compoundId,
    name,
    regionId,
    blockId,
    planRow,
    acceptedOn: null,
    today: today(world),
  } as const
  journal.tell(Compounds, compoundId, command, told, { region: { level: 'community' }, block: { level: 'block' } })
  journal.tell(Compounds, compoundId, { type: 'RegisterBuildings', rows: plan.buildings }, told)
  for (let at = 0; at < plan.units.length; at += UNITS_AN_APPEND) {
    journal.tell(
      Compounds,
      compoundId,
      { type: 'RegisterUnits', rows: plan.units.slice(at, at + UNITS_AN_APPEND) },
      told,
    )
  }
  if (plan.acceptedOn === null)
    journal.tell(Compounds, compoundId, { type: 'RegisterCommonParts', rows: plan.parts, today: today(world) }, told)
}

function acceptRenovation(world: World, compound: LivingCompound): void {
  const { plan } = compound
  const { journal, county } = world
  if (plan.acceptedOn === null) return
  const told = { by: county.staff.administratorId }
  journal.tell(Compounds, plan.id, { type: 'AcceptRenovation', acceptedOn: plan.acceptedOn, today: today(world) }, told)
  journal.tell(Compounds, plan.id, { type: 'RegisterCommonParts', rows: plan.parts, today: today(world) }, told)
  hangLabels(world, compound)
}

function recordResidents(world: World, compound: LivingCompound): void {
  const by = deskOf(world, compound).deskId
  for (const home of world.county.staff.residentsOf.get(compound.plan.id) ?? []) {
    const relationId = world.ids.of('relation', home.unitId, home.personId)
    const command = { type: 'RecordRelation', relationId, ...home, today: today(world) } as const
    world.journal.tell(Units, home.unitId, command, { by }, { personKnown: true })
  }
}

function adopt(world: World, compound: LivingCompound, plan: ModePlan): void {
  const { adoptionId, mode, since, operatorId, ground } = plan
  const compoundId = compound.plan.id
  const by = deskOf(world, { ...compound, current: null }).deskId
  const kind = mode === 'none' || mode === 'unknown' ? null : { kind: mode }
  const command = {
    type: 'AdoptMode',
    adoptionId,
    compoundId,
    mode,
    since,
    operatorId,
    ground,
    today: today(world),
  } as const
  world.journal.tell(Managements, compoundId, command, { by }, { operator: kind })
  compound.current = plan
  handOver(world, compound)
}
