/** What a county begins with: the rules that every log has, the regions, the plan with its choices, operators and their staff. */
import { instantOf } from '@changxin/shared/kernel'
import { defaultTargets } from '@changxin/shared/maintenance'
import { defaultFreshness } from '@changxin/shared/oversight'
import { demoChoices, findContradictions, type PlanReading } from '@changxin/shared/renovation'
import { timerMeta } from '../clock/timer.ts'
import { loginKeyOf } from '../people/index.ts'
import { msOf } from './calendar.ts'
import type { DemoLogin } from './demo-accounts.ts'
import type { PersonPlan } from './staff.ts'
import { Accesses, Freshness, Logins, Operators, People, Plans, Regions, Targets } from './streams.ts'
import type { World } from './world.ts'

export interface PlanFile {
  readonly reading: PlanReading
  readonly fileName: string
  readonly sha256: string
}

export const PLAN_TITLE = '垫江县城镇老旧小区改造规划（2021—2025年）'
export const planIdOf = (world: Pick<World, 'ids'>) => world.ids.of('plan', PLAN_TITLE)

/** With the keys that a new log's own beginning has, so that the next start finds them there. */
export function adoptRules({ journal, agenda }: World): void {
  const at = instantOf(agenda.nowMs())
  const told = (name: string) => {
    const { commandId, actor, channel } = timerMeta(name, at)
    return { key: commandId, by: actor, channel }
  }
  for (const rule of defaultTargets) {
    journal.tell(Targets, 'targets', { type: 'AdoptTargets', rule, at, by: 'system' }, told(`targets-${rule.ruleId}`))
  }
  journal.tell(Freshness, 'freshness', { type: 'DefineFreshness', definition: defaultFreshness }, told('freshness-v1'))
}

/** Puts the first morning on the agenda. */
export function planBeginnings(world: World, plan: PlanFile, passwordHashes: ReadonlyMap<DemoLogin, string>): void {
  const { county, agenda } = world
  agenda.add(msOf(county.firstDay, 0.1), () => {
    for (const person of county.staff.people) registerPerson(world, person, passwordHashes)
  })
  agenda.add(msOf(county.firstDay, 0.2), () => registerRegions(world))
  agenda.add(msOf(county.firstDay, 0.3), () => importPlan(world, plan))
  agenda.add(msOf(county.firstDay, 0.4), () => registerOperators(world))
}

function registerPerson(
  { journal, ids, county }: World,
  person: PersonPlan,
  passwordHashes: ReadonlyMap<DemoLogin, string>,
): void {
  const { id: personId, name, phone, login, grants } = person
  const told = { by: county.staff.administratorId }
  if (login !== null) journal.tell(Logins, loginKeyOf(login), { type: 'ReserveLogin', personId }, told)
  journal.tell(People, personId, { type: 'RegisterPerson', personId, name, phone }, told)
  const passwordHash = login && passwordHashes.get(login)
  if (login !== null && passwordHash)
    journal.tell(People, personId, { type: 'SetPassword', loginName: login, passwordHash }, told)
  for (const [index, { role, scope }] of grants.entries()) {
    const grantId = ids.of('grant', personId, index)
    journal.tell(Accesses, personId, { type: 'GrantRole', grantId, personId, role, scope }, told, {
      personKnown: true,
      scopeKnown: true,
    })
  }
}

function registerRegions({ county, journal }: World): void {
  const { regions } = county.regions
  for (const { id: regionId, level, name, parentId } of regions) {
    const parent = regions.find((region) => region.id === parentId)
    const command = { type: 'RegisterRegion', regionId, level, name, parentId } as const
    journal.tell(Regions, regionId, command, { by: county.staff.administratorId }, { parent: parent ?? null })
  }
}

function importPlan(world: World, { reading, fileName, sha256 }: PlanFile): void {
  const { journal, ids, county } = world
  const importId = planIdOf(world)
  const { mapping, rows, problems } = reading
  const told = { by: county.staff.administratorId }
  journal.tell(
    Plans,
    importId,
    { type: 'ImportPlan', importId, title: PLAN_TITLE, fileName, sha256, mapping, rows, problems },
    told,
  )
  for (const choice of demoChoices(findContradictions(rows))) {
    const choiceId = ids.of('choice', choice.findingId)
    journal.tell(Plans, importId, { type: 'ChooseFigure', choiceId, ...choice }, told)
  }
}

function registerOperators({ journal, county }: World): void {
  for (const { id: operatorId, kind, name } of county.operators) {
    const command = { type: 'RegisterOperator', operatorId, kind, name } as const
    journal.tell(Operators, operatorId, command, { by: county.staff.administratorId })
  }
}
